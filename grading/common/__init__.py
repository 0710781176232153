"""What several rooms need: in goes whatever a room has, out comes a plain answer; it never knows which room asked."""
