"""Settings of hypothesis for all property tests: the same examples in every run, and as many as the time allows."""

from hypothesis import HealthCheck, settings

# Derandomised, since a test that fails now and then proves nothing. `--hypothesis-profile=search` looks further, at random.
settings.register_profile("same", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")
