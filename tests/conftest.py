"""Settings shared by all tests."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "project", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")
