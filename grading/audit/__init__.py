"""For whoever writes an assignment: begins one, tries its tests before students do, keeps answers; it never grades a student."""
