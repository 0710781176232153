"""What a cell prints becomes one output of the page."""

from book._ext.outputs import join_streams


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def test_pieces_that_end_within_a_line_are_joined_without_an_empty_line():
    assert join_streams([stream("a = 1"), stream("\nb = 2\n")]) == [stream("a = 1\nb = 2\n")]


def test_a_drawing_keeps_its_place_and_streams_stay_apart():
    drawing = {"output_type": "display_data", "data": {}}
    given = [stream("a\n"), drawing, stream("!", "stderr"), stream("b\n")]
    assert join_streams(given) == [stream("a\nb\n"), drawing, stream("!", "stderr")]
