"""A desk in the small and a campaign in the large, played on the whole product."""
