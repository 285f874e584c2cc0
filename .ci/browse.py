"""Drives `browse` in a tmux server of its own, with real keys, and checks the terminal after every way out.

Usage: browse.py PROGRAM [PART ...] (a build for tests: F12 panics there; needs tmux and strace)
"""

import base64, json, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, time

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parent.parent
SANE = ["icanon", "echo", "isig", "opost"]
wrong = 0


def check(what, is_right, shown=""):
    global wrong
    wrong += not is_right
    print(f"{'ok  ' if is_right else 'WRONG'} {what}" + ("" if is_right else f"\n{shown}"))


class Terminal:
    """A shell in tmux."""

    def __init__(self, folder, width=80, height=24):
        self.folder, self.socket = folder, str(folder / f"tmux-{time.monotonic_ns()}")
        environment = {"PATH": f"{PROGRAM.parent}:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm"}
        subprocess.run(["tmux", "-S", self.socket, "-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height),
                        "-c", str(folder), "bash --norc --noprofile"], env=environment, check=True)
        self.tmux("set-option", "-s", "escape-time", "0")
        self.run("PS1='> '; clear")

    def tmux(self, *arguments):
        return subprocess.run(["tmux", "-S", self.socket, *arguments], capture_output=True, text=True).stdout

    def screen(self, *options):
        return self.tmux("capture-pane", "-p", *options)

    def keys(self, *keys):
        for key in keys:
            self.tmux("send-keys", *(["-l", key[1:]] if key.startswith("=") else [key]))
            time.sleep(0.05)

    def run(self, line):
        self.keys("=" + line, "Enter")

    def until(self, text, seconds=10.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if re.search(text, self.screen(), re.M):
                return True
            time.sleep(0.01)
        return False

    def settled(self):
        """The screen, once it does not change any more."""
        shown, before = self.screen("-e"), None
        while shown != before:
            time.sleep(0.3)
            shown, before = self.screen("-e"), shown
        return shown

    def record(self):
        """Keeps the bytes that the terminal is sent, until the next record."""
        path = self.folder / f"bytes-{time.monotonic_ns()}"
        self.tmux("pipe-pane", f"cat > {path}")
        return path

    def start(self, line="soundtrack browse -c builtin", text=r"\? keys"):
        self.run("clear; " + line)
        check(f"{line}: a frame", self.until(text), self.screen())

    def pid(self):
        pane = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        children = subprocess.run(["pgrep", "-P", pane, "soundtrack"], capture_output=True, text=True).stdout.split()
        return int(children[0]) if children else None

    def ends(self, what, status):
        """The program has ended with a status, and the terminal is as it was."""
        self.run("echo status=$?; stty -a")
        check(f"{what}: status {status}", self.until(rf"status={status}$"), self.screen())
        shown = self.screen()
        words = re.split(r"[\s;]+", shown)
        check(f"{what}: sane terminal", all(word in words for word in SANE) and "? keys" not in shown, shown)
        flags = self.tmux("display-message", "-p", "#{alternate_on} #{cursor_flag}").strip()
        check(f"{what}: main screen, cursor shown", flags == "0 1", flags)

    def close(self):
        self.tmux("kill-server")


def walk(terminal, folder):
    """Search, marks, history, filter, write, ceiling."""
    terminal.start()
    terminal.keys("/", "=snow", "Enter")
    check("search", terminal.until("Nellie"), terminal.screen())
    terminal.keys("Space", "1", "Escape")
    check("marks", terminal.until("1 marked"), terminal.screen())
    terminal.keys("a")
    check("the artist", terminal.until(r"\[2 Artists\]"), terminal.screen())
    terminal.keys("Left")
    check("history", terminal.until(r"\[1 Songs\]"), terminal.screen())
    terminal.keys("f", "Down", "Space", "Escape")
    check("filter", terminal.until("--season 2") and terminal.until(" of 53"), terminal.screen())
    terminal.keys("w", "=mix.txt", "Enter")
    check("write", terminal.until("1 song written") and "Dance with Me" in (folder / "mix.txt").read_text(), terminal.screen())
    (folder / "mix.txt").write_text("precious")
    terminal.keys("w", "=mix.txt", "Enter")
    check("a file is not replaced at once", terminal.until("again replaces") and (folder / "mix.txt").read_text() == "precious", terminal.screen())
    terminal.keys("Escape", "q", "q")
    terminal.ends("q", 0)

    terminal.start("soundtrack browse -c builtin --up-to s1e2", "up to")
    terminal.keys("+")
    check("ceiling", terminal.until("up to S01E03"), terminal.screen())
    terminal.keys("q")
    check("how to keep the ceiling", terminal.until("SOUNDTRACK_UP_TO=S01E03"), terminal.screen())


def marks_and_copies(terminal, folder):
    """Marks survive what changes the catalog and the screen, and are printed once in the order of the broadcast."""
    terminal.start("soundtrack browse -c builtin --up-to s1e3 --columns song_id --format tsv --no-header > out", "up to")
    terminal.keys("End", "Space", "Home", "Space")
    terminal.keys("/", "=kiss", "Enter", "Escape", "2", "Left", "+")
    check("a raised ceiling", terminal.until("up to S01E04"), terminal.screen())
    terminal.keys("R")
    check("the files are read again", terminal.until("read again"), terminal.screen())
    terminal.tmux("resize-window", "-x", "50", "-y", "15")
    check("marks survive", terminal.until("2 marked"), terminal.screen())
    terminal.tmux("resize-window", "-x", "80", "-y", "24")
    terminal.keys("p")
    terminal.ends("p", 0)
    printed = (folder / "out").read_text().splitlines()
    listed = soundtrack("songs", "--up-to", "s1e3", "--columns", "song_id", "--format", "tsv", "--no-header").decode().splitlines()
    check("marks in the order of the broadcast", printed == [listed[0], listed[-1]], printed)
    terminal.start()
    recorded = terminal.record()
    terminal.keys("*", "y")
    check("what is copied is said", terminal.until("sent to the terminal"), terminal.screen())
    copied = re.search(rb"\x1b]52;c;([^\x1b]*)\x1b", recorded.read_bytes())
    expected = soundtrack("playlist", "--to", "text", "--repeats", "once")
    check("y copies the playlist as text", copied is not None and base64.b64decode(copied[1]) == expected, recorded.read_bytes()[-300:])
    terminal.keys("q", "q")
    terminal.ends("q", 0)


def ceiling(terminal, folder):
    """No title behind the ceiling is ever sent to the terminal; the next episode is a code."""
    show = json.loads((ROOT / "data" / "heartstopper.json").read_text())
    titles = {}
    for season in show["seasons"]:
        for episode in season["episodes"]:
            titles[(season["number"], episode["number"])] = episode["title"]
    later = [title for code, title in titles.items() if code > (1, 3)]
    terminal.tmux("resize-window", "-x", "200", "-y", "50")
    recorded = terminal.record()
    terminal.start("soundtrack browse -c builtin --up-to s1e2", "up to")
    for keys in [["2"], ["3"], ["End", "Right"], ["4"], ["5"], ["1"], ["/", "=the", "Escape"], ["f"], ["Escape"], ["?"], ["Escape"], ["+"]]:
        terminal.keys(*keys)
    check("one more episode", terminal.until("up to S01E03"), terminal.screen())
    terminal.keys("3", "End")
    check("its title", terminal.until(titles[(1, 3)]), terminal.screen())
    terminal.keys("q")
    terminal.settled()
    sent = recorded.read_text()
    check("no later title", not [title for title in later if re.search(rf"\b{re.escape(title)}\b", sent)], [title for title in later if title in sent])
    terminal.record()
    terminal.tmux("resize-window", "-x", "80", "-y", "24")


def files(terminal, folder):
    """Neither a catalog nor another file is lost, whatever is written or read."""
    mine = folder / "mine.json"
    shutil.copy(ROOT / "tests" / "fixtures" / "harbour.json", mine)
    whole = mine.read_bytes()
    terminal.start("soundtrack browse -c mine.json")
    for name in ["mine.json", "./mine.json"]:
        terminal.keys("w", "=" + name, "Enter", "Enter", "Enter", "Escape")
        check(f"{name} is a catalog", mine.read_bytes() == whole, terminal.screen())
    terminal.keys("w", "=/nowhere/x.txt", "Enter")
    check("a folder that is not there", terminal.until("cannot write|No such file"), terminal.screen())
    terminal.keys("Escape", "Down")
    before = terminal.settled().splitlines()[:-1]
    shown = terminal.screen().splitlines()[:-1]
    mine.write_bytes(whole[:-100])
    terminal.keys("R")
    check("a broken file", terminal.until("still as before"), terminal.screen())
    check("a broken file changes only the footer", terminal.settled().splitlines()[:-1] == before, terminal.screen())
    mine.write_bytes(whole)
    terminal.keys("R")
    check("a mended file", terminal.until("read again"), terminal.screen())
    check("the row is still selected", terminal.settled() and terminal.screen().splitlines()[:-1] == shown, terminal.screen())
    terminal.keys("q")
    terminal.ends("q", 0)
    # No file may grow, as if the disk were full.
    (folder / "kept.txt").write_text("kept")
    there = sorted(os.listdir(folder))
    terminal.start("(trap '' XFSZ; ulimit -f 0; soundtrack browse -c builtin)")
    terminal.keys("w", "=new.txt", "Enter")
    check("a full disk", terminal.until("cannot write|too large"), terminal.screen())
    terminal.keys("Escape", "w", "=kept.txt", "Enter", "Enter")
    terminal.settled()
    check("a full disk leaves no file", sorted(os.listdir(folder)) == there and (folder / "kept.txt").read_text() == "kept", os.listdir(folder))
    terminal.keys("Escape", "q")
    terminal.ends("q", 0)


def clusters(terminal, folder):
    """Characters of several code points leave nothing behind."""
    titles = ["🥲🏻 smile", "क्षि क्षि क्षि", "🏳️‍🌈 flag 👩‍👩‍👧‍👦", "日本語の長い題名", "e\u0301e\u0301 accents", "plain", "한국어 ㅎㅏㄴ", "🇬🇧🇯🇵 flags"]
    songs = [{"id": f"s{number}", "title": title, "credit": [{"artist": "a"}], "links": ["https://example.org/"]} for number, title in enumerate(titles)]
    placements = [{"song": song["id"], "scene": song["title"] * 3} for song in songs]
    show = {"format": 1, "show": {"id": "x", "title": "X"}, "artists": [{"id": "a", "name": "कि 🥲🏻"}], "songs": songs,
            "seasons": [{"number": 1, "episodes": [{"number": 1, "title": "👩‍🚀 one", "placements": placements}]}]}
    (folder / "clusters.json").write_text(json.dumps(show))
    for width, height, keys in [(80, 24, ["Down"] * 7 + ["Up"] * 3), (120, 40, ["Down"] * 7 + ["Up"] * 3), (50, 15, ["Down", "Right", "Left", "2", "3", "1"]),
                                (80, 24, ["/", "=flag", "Enter", "Escape"]), (120, 40, ["a", "e", "Left", "Left", "o", "Escape"])]:
        terminal.tmux("resize-window", "-x", str(width), "-y", str(height))
        terminal.start("soundtrack browse -c clusters.json --hyperlinks always")
        for number, key in enumerate(keys):
            terminal.keys(key)
            patched = terminal.settled()
            terminal.keys("C-l")
            check(f"{width}×{height}, {' '.join(keys[:number + 1])}: nothing is left behind", terminal.settled() == patched, patched + terminal.screen())
        terminal.keys("C-c")
    terminal.tmux("resize-window", "-x", "80", "-y", "24")


def calls(terminal, folder):
    """No process is started, no connection is opened, and only the file of `w` is written."""
    names = "execve,execveat,fork,vfork,clone,clone3,socket,connect,bind,open,openat,creat,rename,renameat,renameat2"
    terminal.start(f"strace -f -qq -o trace -e trace={names} soundtrack browse -c builtin")
    terminal.keys("/", "=snow", "Enter", "Space", "2", "a", "o", "Enter", "Escape", "y", "1", "f", "Escape", "w", "=traced.txt", "Enter")
    check("written under strace", terminal.until("1 song written"), terminal.screen())
    terminal.keys("R", "p")
    terminal.ends("strace", 0)
    lines = [line.split(maxsplit=1)[1] for line in (folder / "trace").read_text().splitlines()]
    lines = [line for line in lines if "resumed>" not in line]
    starts = [line for line in lines if re.match(r"(exec|v?fork|clone)", line) and "CLONE_THREAD" not in line]
    check("no process", len(starts) == 1 and starts[0].startswith("execve("), starts)
    check("no connection", not [line for line in lines if re.match(r"socket\(|connect|bind", line)], lines)
    written = [line for line in lines if re.search(r"O_WRONLY|O_RDWR|O_CREAT|^creat|^rename", line) and '"/dev/tty"' not in line]
    # The playlist is written beside its place, and moved to it.
    is_right = len(written) == 2 and re.search(r"/\.soundtrack-\w+\.tmp.*O_EXCL", written[0]) and re.search(r'^rename.*"traced.txt"', written[1])
    check("only its file is written", is_right, written)


def quiet(terminal, folder):
    """Nothing happens without an event, a movement is few bytes, and a stopped program comes back at once."""
    terminal.tmux("resize-window", "-x", "120", "-y", "40")
    recorded = terminal.record()
    terminal.start()
    terminal.settled()
    pid = terminal.pid()

    def switches():
        texts = [status.read_text() for status in pathlib.Path(f"/proc/{pid}/task").glob("*/status")]
        return sum(int(number) for text in texts for number in re.findall(r"ctxt_switches:\s*(\d+)", text))

    before = switches()
    time.sleep(5)
    check("no context switch in 5 s", switches() == before, switches() - before)
    most = 0
    for _ in range(20):
        before = recorded.stat().st_size
        terminal.keys("Down")
        time.sleep(0.15)
        most = max(most, recorded.stat().st_size - before)
    check(f"a movement writes at most 4 KB ({most})", 0 < most <= 4096)
    best = 9.0
    for width in [100, 130, 120]:
        terminal.keys("C-z")
        terminal.until("Stopped")
        terminal.tmux("resize-window", "-x", str(width))
        terminal.keys("=fg")
        begun = time.monotonic()
        terminal.tmux("send-keys", "Enter")
        terminal.until(r"^21 of 147")
        best = min(best, time.monotonic() - begun)
    # On a busy machine the shell and tmux take their time too, so the best of three counts.
    check(f"the whole frame after fg within 100 ms ({best * 1000:.0f})", best <= 0.1, terminal.screen())
    check("the terminal is never asked for its cursor", b"\x1b[6n" not in recorded.read_bytes())
    terminal.record()
    terminal.tmux("resize-window", "-x", "80", "-y", "24")
    terminal.keys("q")
    terminal.ends("q after fg", 0)


def ways_out(terminal, folder):
    for keys, status in [(["C-c"], 130), (["/", "=x", "C-c"], 130), (["F12"], 134)]:
        terminal.start()
        terminal.keys(*keys)
        time.sleep(0.5)
        terminal.ends(" ".join(keys), status)
    for name, status in [("TERM", 143), ("HUP", 129), ("INT", 130)]:
        terminal.start()
        os.kill(terminal.pid(), getattr(signal, f"SIG{name}"))
        time.sleep(0.3)
        terminal.ends(name, status)

    terminal.start()
    terminal.keys("Down", "C-z")
    terminal.until("Stopped")
    terminal.ends("^Z", 148)
    terminal.tmux("resize-window", "-x", "120", "-y", "40")
    terminal.run("fg")
    check("fg at another size", terminal.until(r"^> .*│"), terminal.screen())
    terminal.tmux("resize-window", "-x", "50", "-y", "15")
    check("resized", terminal.until("^>  +Dover Beach"), terminal.screen())
    terminal.tmux("resize-window", "-x", "80", "-y", "24")
    terminal.keys("q")
    terminal.ends("q after fg", 0)


def pipes(terminal, folder):
    """What was chosen is on standard output and nothing else, as `songs` prints it."""
    terminal.tmux("resize-window", "-x", "80", "-y", "24")
    for options in ["", "--format csv", "--format json", "--format table --width 70", "--columns song,code --format tsv --no-header", "--sort song --format plain"]:
        terminal.start(f"soundtrack browse -c builtin {options} > out")
        terminal.keys("*", "p")
        terminal.ends("a pipe", 0)
        check(f"`songs {options}`", (folder / "out").read_bytes() == soundtrack("songs", *options.split()), (folder / "out").read_text()[:500])
    terminal.start("soundtrack browse -c builtin --to xspf > out")
    terminal.keys("*", "p")
    terminal.ends("a playlist in a pipe", 0)
    check("`playlist`", (folder / "out").read_bytes() == soundtrack("playlist", "--to", "xspf"), (folder / "out").read_text()[:500])
    terminal.start("soundtrack browse -c builtin --format csv | head -n 1 > out; test ${PIPESTATUS[0]} = 0")
    terminal.keys("*", "p")
    terminal.ends("head", 0)
    terminal.start("soundtrack browse -c builtin --columns song --format csv > out")
    terminal.keys("Down", "p")
    terminal.ends("a pipe", 0)
    check("what was chosen", (folder / "out").read_bytes() == b"song\r\nDover Beach\r\n" or (folder / "out").read_text() == "song\nDover Beach\n", (folder / "out").read_text())
    terminal.start("soundtrack browse -c builtin > out")
    terminal.keys("q")
    terminal.ends("nothing chosen", 1)
    check("nothing is written", (folder / "out").read_bytes() == b"")
    terminal.start("NO_COLOR=1 soundtrack browse -c builtin prom")
    shown = terminal.screen("-e")
    check("NO_COLOR", "\x1b[" not in shown and "[prom]" in shown, repr(shown))
    terminal.keys("q")
    for term in ["TERM=dumb", "TERM="]:
        terminal.run(f"clear; {term} soundtrack browse")
        check(term, terminal.until("browse needs a terminal"), terminal.screen())
        terminal.ends(term, 2)
    alone = subprocess.run([PROGRAM, "browse"], start_new_session=True, capture_output=True, text=True, env={"TERM": "xterm"}, stdin=subprocess.DEVNULL)
    check("no terminal", (alone.returncode, alone.stdout) == (2, "") and "\x1b" not in alone.stderr, alone)


def lost(terminal, folder):
    """A program whose terminal is gone ends."""
    for line in ["soundtrack browse -c builtin", "nohup soundtrack browse -c builtin"]:
        terminal.start(line)
        pid = terminal.pid()
        terminal.close()
        time.sleep(1)
        stat = pathlib.Path(f"/proc/{pid}/stat")
        # A dead process may wait for its parent.
        check(f"{line}: gone with its terminal", not stat.exists() or stat.read_text().split(") ")[1][0] == "Z")
        terminal = Terminal(folder)
    terminal.close()


def soundtrack(*arguments):
    """What a command prints into a pipe."""
    return subprocess.run([PROGRAM, *arguments, "-c", "builtin"], capture_output=True, check=True).stdout


def main(folder):
    terminal = Terminal(folder)
    for part in [walk, marks_and_copies, ceiling, files, clusters, calls, quiet, ways_out, pipes, lost]:
        if len(sys.argv) < 3 or part.__name__ in sys.argv[2:]:
            print(f"-- {part.__name__}", flush=True)
            part(terminal, folder)
    terminal.close()


with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
    main(pathlib.Path(folder))
sys.exit(wrong > 0)
