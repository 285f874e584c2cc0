"""Reads every playlist format with independent programs and compares the tracks.

XSPF with ElementTree and the package xspf-lib, JSPF with json, CSV with csv, M3U8 with the player mpv. The titles of the catalog have
characters that are special in one of the formats. Usage: playlists.py PROGRAM
"""

import csv, io, json, pathlib, subprocess, sys, tempfile
import xml.etree.ElementTree as ElementTree

import xspf_lib

NAMES = [
    ("Plain Artist", "Plain Title"),
    ("A & B, \"C\"; é 日本", "T & U, \"V\"; é 日本"),
    ("Line\nbreak", "Two\r\nlines\tand a tab"),
    ("<artist>", "]]> <!-- title -->"),
    ("=SUM(1)", "@title"),
    ("#EXTINF:1", "#hash"),
    ("A - B", "C - D - E"),
    ("percent %20 +", "q?x=1&y=2#z"),
    ("שיר", "👩‍👩‍👧 ❤️"),
]
NAMESPACE = {"x": "http://xspf.org/ns/0/"}


def catalog():
    numbers = range(len(NAMES))
    return {
        "format": 1, "show": {"id": "x", "title": "A & B <list>"},
        "artists": [{"id": f"a{n}", "name": NAMES[n][0]} for n in numbers],
        "songs": [{"id": f"s{n}", "title": NAMES[n][1], "credit": [{"artist": f"a{n}"}], "length": f"3:{n:02}", "album": f"Album; {n}"} for n in numbers],
        "seasons": [{"number": 1, "episodes": [{"number": 1, "title": "One", "placements": [{"song": f"s{n}"} for n in numbers]}]}],
    }


def one_line(text):
    for end in ["\r\n", "\n", "\r", "\t"]:
        text = text.replace(end, " ")
    return text


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}:\n  read     {found}\n  expected {expected}")
    print(f"{what}: {len(found)} tracks")


def main():
    with tempfile.TemporaryDirectory() as folder:
        read_back(sys.argv[1], pathlib.Path(folder))


def read_back(program, folder):
    path = folder / "catalog.json"
    path.write_text(json.dumps(catalog()), "utf-8")
    template = "https://nowhere.invalid/{artist}/{title}.mp3"

    def written(form):
        target = folder / f"list.{form}"
        command = [program, "playlist", "-c", path, "--to", form, "-o", target, "--location-template", template]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return target

    # Line breaks are normalised, and tabs become spaces.
    expected = [tuple(text.replace("\r\n", "\n").replace("\t", " ") for text in names) for names in NAMES]
    lines = [tuple(one_line(text) for text in names) for names in NAMES]

    xspf = written("xspf")
    root = ElementTree.parse(xspf).getroot()
    tracks = root.findall("x:trackList/x:track", NAMESPACE)
    text = lambda track, name: track.find(f"x:{name}", NAMESPACE).text
    same("XSPF, ElementTree", [(text(track, "creator"), text(track, "title")) for track in tracks], expected)
    same("XSPF, durations", [text(track, "duration") for track in tracks], [str(180_000 + 1_000 * n) for n in range(len(NAMES))])
    order = ["location", "identifier", "title", "creator", "annotation", "info", "image", "album", "trackNum", "duration"]
    names = [[child.tag.split("}")[1] for child in track] for track in tracks]
    same("XSPF, order of elements", names, [sorted(elements, key=order.index) for elements in names])
    tracks = xspf_lib.Playlist.parse(str(xspf))
    same("XSPF, xspf-lib", [(track.creator, track.title) for track in tracks], expected)

    playlist = json.loads(written("jspf").read_text("utf-8"))["playlist"]
    same("JSPF", [(track["creator"], track["title"]) for track in playlist["track"]], NAMES)

    for form, delimiter, artist, title in [("tunemymusic", ",", "Artist name", "Track name"), ("soundiiz", ";", "artist", "title")]:
        rows = list(csv.DictReader(io.StringIO(written(form).read_text("utf-8"), newline=""), delimiter=delimiter))
        same(form, [(row[artist], row[title]) for row in rows], expected)
        same(f"{form}, albums", [row.get("Album") or row.get("album") for row in rows], [f"Album; {n}" for n in range(len(NAMES))])

    target = written("m3u8")
    entries = [line for line in target.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    # mpv prints the location of each entry that it tries to play. None of them exists.
    player = ["mpv", "--no-config", "--vo=null", "--ao=null", "--msg-level=all=info", f"--playlist={target}"]
    said = subprocess.run(player, capture_output=True, text=True, timeout=60).stdout.splitlines()
    played = [line.removeprefix("Playing: ") for line in said if line.startswith("Playing: ")]
    same("M3U8, mpv", played, entries)
    names = [line.split(",", 1)[1] for line in target.read_text("utf-8").split("\n") if line.startswith("#EXTINF:")]
    same("M3U8, names", names, [f"{artist} - {title}" for artist, title in lines])
    # A line that begins like a comment has a space before it.
    same("text", [line.strip() for line in written("text").read_text("utf-8").split("\n")[:-1]], [f"{artist} - {title}" for artist, title in lines])


main()
