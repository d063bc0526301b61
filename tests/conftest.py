"""Settings of all tests."""

import os

from hypothesis import HealthCheck, settings

# No law asserts a time: machines differ. In CI the same examples are tried every time.
settings.register_profile(
    "onrecord",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("onrecord")
