"""Speed as ratios of one run: ours and the rivals under the same closed loop."""
