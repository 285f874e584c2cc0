"""Tests completion in real shells: types lines with the completion key and checks the arguments that the program gets.

bash, zsh and fish run the script that `completions` prints, in a pseudo-terminal. A wrapper script runs the program for completion and
otherwise records its arguments. One catalog is hostile: its titles and names would run commands if a shell evaluated them.
Usage: shells.py PROGRAM
"""

import json, os, pathlib, sys, tempfile, time

import pexpect

HOSTILE = "\"; touch /tmp/soundtrack-was-here; $(touch /tmp/soundtrack-was-here) `touch /tmp/soundtrack-was-here` '\x1b]0;evil\x07\n:\\ é"


def catalog(folder):
    name = lambda title: {"id": title.lower().replace(" ", "-"), "name": title + HOSTILE}
    (folder / "hostile.json").write_text(json.dumps({
        "format": 1, "show": {"id": "hostile-show", "title": HOSTILE},
        "artists": [name("Quentin Quote"), name("Quentin Queen")],
        "songs": [{"id": "space-song", "title": HOSTILE, "credit": [{"artist": "quentin-quote"}]},
                  {"id": "other-song", "title": "Other", "credit": [{"artist": "quentin-queen"}]}],
        "seasons": [{"number": 7, "episodes": [{"number": 3, "title": HOSTILE, "placements": [{"song": "space-song"}, {"song": "other-song"}]}]}],
    }))
    return folder / "hostile.json"


# The typed line, and the arguments that the program gets. {} is the hostile catalog, `<TAB>` the completion key.
LINES = [
    ("songs --artist bea<TAB>", ["songs", "--artist", "beabadoobee"]),
    ("song colours-of-y<TAB>", ["song", "colours-of-you"]),
    ("show hea<TAB>", ["show", "heartstopper"]),
    ("songs --artist lets-eat<TAB>", ["songs", "--artist", "lets-eat-grandma"]),
    ("songs --artist francoi<TAB>", ["songs", "--artist", "francoise-hardy"]),
    ("playl<TAB>", ["playlist"]),
    ("songs --usage on-s<TAB>", ["songs", "--usage", "on-screen"]),
    ("songs --columns code,episode_t<TAB>", ["songs", "--columns", "code,episode_title"]),
    ("songs --format mark<TAB>", ["songs", "--format", "markdown"]),
    ("songs -s 1 --sort posi<TAB>", ["songs", "-s", "1", "--sort", "position"]),
    ("search artist:wasia<TAB>", ["search", "artist:wasia-project"]),
    ("help qu<TAB>", ["help", "query"]),
    ("brow<TAB>", ["browse"]),
    ("browse -s 2 --artist bea<TAB>", ["browse", "-s", "2", "--artist", "beabadoobee"]),
    ("browse --to xs<TAB>", ["browse", "--to", "xspf"]),
    ("artist wasia --columns alia<TAB>", ["artist", "wasia", "--columns", "aliases"]),
    ("songs --up-to heartstopper=s3e8<TAB>", ["songs", "--up-to", "heartstopper=s3e8"]),
    ("search usage:opening<TAB>", ["search", "usage:opening-theme"]),
    ("songs -c {} --artist quentin-quo<TAB>", ["songs", "-c", "{}", "--artist", "quentin-quote"]),
    ("song -c {} space<TAB>", ["song", "-c", "{}", "space-song"]),
    ("songs -c {} s7<TAB>", ["songs", "-c", "{}", "s7e3"]),
    ("songs -c {} --show host<TAB>", ["songs", "-c", "{}", "--show", "hostile-show"]),
    ("songs -c nowhere.json --artist bea<TAB>", ["songs", "-c", "nowhere.json", "--artist", "bea"]),
    # Names after the ceiling are not completed.
    ("songs --up-to s1e1 --artist wasia<TAB>", ["songs", "--up-to", "s1e1", "--artist", "wasia"]),
]

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source <(soundtrack completions bash)"),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -u -D; source <(soundtrack completions zsh)"),
    "zsh, loaded when it is needed": (["zsh", "-f", "-i"], "mkdir z; soundtrack completions zsh > z/_soundtrack; fpath=($PWD/z $fpath); autoload -U compinit; compinit -u -D"),
    "fish": (["fish", "--no-config", "-i"], "soundtrack completions fish | source"),
}

WRAPPER = """#!/bin/sh
if [ -n "$SOUNDTRACK_COMPLETE" ] || [ "$1" = completions ]; then exec {program} "$@"; fi
printf '%s\\0' "$@" > {given}
"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        complete(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(folder))


def complete(program, folder):
    hostile, given = catalog(folder), folder / "given"
    (folder / "bin").mkdir()
    wrapper = folder / "bin" / "soundtrack"
    wrapper.write_text(WRAPPER.format(program=program, given=given))
    wrapper.chmod(0o755)
    environment = {"PATH": f"{wrapper.parent}:{os.environ['PATH']}", "HOME": str(folder), "TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    wrong = 0
    for shell, (command, load) in SHELLS.items():
        child = pexpect.spawn(command[0], command[1:], env=environment, cwd=folder, encoding="utf-8", dimensions=(50, 200), timeout=20)
        child.delaybeforesend = 0

        def say(line):
            child.send(line + "\r")

        def until(condition, seconds=15.0):
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                if condition():
                    return True
                try:
                    child.read_nonblocking(65536, 0.05)
                except pexpect.TIMEOUT:
                    pass
            return False

        until(lambda: False, 1.0)
        say(load)
        until(lambda: False, 1.0)
        for typed, expected in LINES:
            given.unlink(missing_ok=True)
            expected = [str(hostile) if word == "{}" else word for word in expected]
            first, rest = ("soundtrack " + typed.format(hostile)).split("<TAB>")
            child.send(first + "\t")
            # The completion must arrive before the line is finished.
            until(lambda: False, 0.6)
            say(rest)
            until(lambda: given.exists() and given.read_bytes().endswith(b"\0"), 5.0)
            found = given.read_bytes().decode().split("\0")[:-1] if given.exists() else None
            if found != expected:
                wrong += 1
                print(f"{shell}: {typed}\n  given    {found}\n  expected {expected}")
        child.close(force=True)
        print(f"{shell}: {len(LINES)} lines")
    if os.path.exists("/tmp/soundtrack-was-here"):
        sys.exit("a title was run")
    sys.exit(wrong > 0)


main()
