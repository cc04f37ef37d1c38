"""A whole product on each real database."""

from pathlib import Path

import pytest

from storage.store import Store
from tests.product import Stage, build_stage


@pytest.fixture
def stage(store: Store, tmp_path: Path) -> Stage:
    """The product, its stations standing still until they are told to move."""
    return build_stage(store, tmp_path)
