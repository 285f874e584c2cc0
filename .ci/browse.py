"""Drives `browse` in a tmux server of its own, with real keys, and checks the terminal after every way out.

Usage: browse.py PROGRAM (a build for tests: F12 panics there)
"""

import os, pathlib, re, signal, subprocess, sys, tempfile, time

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
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
            time.sleep(0.05)
        return False

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


def main(folder):
    terminal = Terminal(folder)
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

    terminal.tmux("resize-window", "-x", "80", "-y", "24")
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


with tempfile.TemporaryDirectory() as folder:
    main(pathlib.Path(folder))
sys.exit(wrong > 0)
