"""What the chapters share: drawings, the gradient check, and the course's networks."""
