"""What belongs to this course alone and to no page of it: making exercises/ from solutions/, and the class of the demonstration."""
