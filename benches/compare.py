#!/usr/bin/env python3
"""Compares whole commands with other programs on the same files, and programs with each other: generates catalogs, runs
everything in turns and prints a table. README.md in this folder explains the rows.

  compare.py [-n ROUNDS] [--largest PLACEMENTS] [PROGRAM ...]     without a program: that of cargo build --release
"""
import argparse, hashlib, json, os, pathlib, random, re, shutil, statistics, subprocess, sys, time, venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / "target" / "compare"
SMALL, MEDIUM, LARGE = 10_000, 100_000, 1_000_000
COMMANDS = {
    "load": "shows --limit 1",
    "T1": "songs --artist baby-queen --format csv",
    "T2": "search bowling --limit 20",
    "misspelled": "search bowlnig --limit 20",
    "CSV": "songs --format csv",
}
EMBEDDED = "songs s2e8"

COLUMNS = """columns={"show":'STRUCT(id VARCHAR, title VARCHAR)', artists:'STRUCT(id VARCHAR, name VARCHAR)[]',
  songs:'STRUCT(id VARCHAR, title VARCHAR, credit STRUCT(artist VARCHAR)[])[]',
  seasons:'STRUCT("number" INT, episodes STRUCT("number" INT, placements STRUCT(song VARCHAR, scene VARCHAR)[])[])[]'}"""
CATALOG = """SELECT "show" AS sh, artists, songs, seasons FROM read_json('{files}', {columns}, format='newline_delimited',
  maximum_object_size=67108864)"""
PLACED = """placed AS (SELECT sid, sn, e.number AS en, unnest(e.placements) AS p FROM
  (SELECT sid, s.number AS sn, unnest(s.episodes) AS e FROM (SELECT sh.id AS sid, unnest(seasons) AS s FROM c)))"""
BY_ARTIST = """WITH c AS ({catalog}), {placed},
  by_artist AS (SELECT sid, s.id, s.title FROM (SELECT sh.id AS sid, unnest(songs) AS s FROM c)
    WHERE list_contains(list_transform(s.credit, lambda x: x.artist), 'baby-queen'))
  SELECT placed.sid, sn, en, title, p.scene FROM placed JOIN by_artist b ON b.sid = placed.sid AND b.id = p.song"""
WITH_WORD = """WITH c AS ({catalog}), {placed},
  named AS (SELECT sh.id AS sid, list_transform(list_filter(artists, lambda a: contains(lower(a.name), 'bowling')), lambda a: a.id) AS ids, songs FROM c),
  heard AS (SELECT sid, s.id, s.title, contains(lower(s.title), 'bowling') OR len(list_filter(s.credit, lambda x: list_contains(ids, x.artist))) > 0 AS hit
    FROM (SELECT sid, ids, unnest(songs) AS s FROM named))
  SELECT placed.sid, sn, en, title, p.scene FROM placed JOIN heard h ON h.sid = placed.sid AND h.id = p.song
  WHERE hit OR contains(lower(p.scene), 'bowling')"""


def built(arguments, name):
    """Builds a target with cargo and returns the path of the program."""
    command = ["cargo", *arguments, "--message-format=json", "--quiet"]
    lines = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    messages = (json.loads(line) for line in lines)
    return next(m["executable"] for m in messages if m.get("executable") and m["target"]["name"] == name)


def duckdb():
    """Installs DuckDB from PyPI into its own folder. Returns None if that fails."""
    program = WORK / "duckdb" / "bin" / "duckdb"
    if not program.exists():
        venv.create(WORK / "duckdb", with_pip=True)
        subprocess.run([WORK / "duckdb" / "bin" / "pip", "install", "--quiet", "duckdb-cli"])
    return str(program) if program.exists() else None


def generated(placements):
    """The folder of a catalog. It is made once for each version of the generator."""
    generator = HERE / "generate.py"
    folder = WORK / f"{placements}-{hashlib.sha256(generator.read_bytes()).hexdigest()[:8]}"
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        subprocess.run([sys.executable, generator, str(placements), part], check=True)
        part.rename(folder)
    return folder


class Run:
    """What a command took."""

    def __init__(self, command):
        """Runs it and discards its output."""
        started = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - started
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"failed: {command}")
        self.cpu, self.peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def measure(commands, rounds):
    """Runs all commands in a different order each round, after one round that does not count. Returns the runs of each."""
    runs = {name: [] for name in commands}
    for number in range(-1, rounds):
        for name in random.Random(number).sample(list(commands), len(commands)):
            run = Run(commands[name])
            if number >= 0:
                runs[name].append(run)
    return runs


def ratio(runs, others, figure):
    """The median of the ratios of runs in the same round."""
    return statistics.median(getattr(run, figure) / getattr(other, figure) for run, other in zip(runs, others))


def instructions(command):
    """The instructions of a command with one thread, in millions. They hardly vary and do not depend on the load."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    environment = os.environ | {"RAYON_NUM_THREADS": "1"}
    result = subprocess.run(valgrind, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return int(re.search(rb"Collected : (\d+)", result.stderr)[1]) / 1e6


class Table:
    def __init__(self, programs):
        self.programs = programs
        print("| |" + "".join(f" {program} |" for program in programs))
        print("|---|" + "--:|" * len(programs))

    def row(self, name, value):
        """One row: the value of each program."""
        print(f"| {name} |" + "".join(f" {value(program):.3g} |" for program in self.programs), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=7, metavar="ROUNDS", help="rounds of each size (default 7)")
    parser.add_argument("--largest", type=int, default=LARGE, metavar="PLACEMENTS", help="no catalogs larger than this")
    parser.add_argument("--brief", action="store_true", help="compare programs with the first one only; this builds nothing")
    parser.add_argument("programs", nargs="*", metavar="PROGRAM")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    os.environ.pop("SOUNDTRACK_CATALOG", None)
    programs = options.programs or [built(["build", "--release"], "soundtrack")]
    print(f"{options.n} rounds, {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}")
    table, skipped = Table(programs), []

    def command(program, name, placements):
        return [program, *COMMANDS[name].split(), "--catalog", str(generated(placements))]

    if shutil.which("valgrind"):
        counts = {(p, name): instructions(command(p, name, SMALL)) for p in programs for name in COMMANDS}
        for name in COMMANDS:
            table.row(f"{name}, M instructions, {SMALL}", lambda p: counts[p, name])
        table.row(f"CSV ÷ load, instructions, {SMALL}", lambda p: counts[p, "CSV"] / counts[p, "load"])
        table.row("embedded, M instructions", lambda p: instructions([p, *EMBEDDED.split()]))
    else:
        skipped.append("instructions: there is no valgrind")
    if options.brief:
        lines = {(p, name): command(p, name, SMALL) for p in programs for name in COMMANDS}
        lines |= {(p, "embedded"): [p, *EMBEDDED.split()] for p in programs}
        runs = measure(lines, options.n * 3)
        for name in [*COMMANDS, "embedded"]:
            table.row(f"{name}, wall ÷ first", lambda p: ratio(runs[p, name], runs[programs[0], name], "wall"))
            table.row(f"{name}, cpu ÷ first", lambda p: ratio(runs[p, name], runs[programs[0], name], "cpu"))
        return
    floor, empty = (built(["bench", "--no-run", "--bench", name], name) for name in ["floor", "empty"])

    # Short runs vary more.
    runs = measure({p: [p, *EMBEDDED.split()] for p in programs} | {"empty": [empty]}, options.n * 8)
    table.row("embedded ÷ empty, wall", lambda p: ratio(runs[p], runs["empty"], "wall"))

    size = min(MEDIUM, options.largest)
    lines = {(p, name): command(p, name, size) for p in programs for name in ["T1", "T2", "misspelled"]}
    lines["floor"] = [floor, str(generated(size))]
    duck = duckdb() if size == MEDIUM else None
    if duck:
        text = CATALOG.format(files=f"{generated(size)}/*.json", columns=COLUMNS)
        for name, query in [("T1", BY_ARTIST), ("T2", WITH_WORD)]:
            lines[duck, name] = [duck, "-csv", "-c", query.format(catalog=text, placed=PLACED)]
    else:
        skipped.append(f"DuckDB: it cannot be installed, or the catalog has less than {MEDIUM} placements")
    runs = measure(lines, options.n)
    for name in ["T1", "T2"]:
        table.row(f"{name}, ms wall, {size}", lambda p: statistics.median(run.wall for run in runs[p, name]) * 1e3)
        table.row(f"{name} ÷ floor, wall, {size}", lambda p: ratio(runs[p, name], runs["floor"], "wall"))
        table.row(f"{name} ÷ floor, cpu, {size}", lambda p: ratio(runs[p, name], runs["floor"], "cpu"))
        if duck:
            table.row(f"{name} ÷ DuckDB, cpu, {size}", lambda p: ratio(runs[p, name], runs[duck, name], "cpu"))
    table.row(f"misspelled ÷ T2, cpu, {size}", lambda p: ratio(runs[p, "misspelled"], runs[p, "T2"], "cpu"))

    if options.largest >= LARGE:
        lines = {(p, size): command(p, "T1", size) for p in programs for size in [SMALL, LARGE]}
        runs = measure(lines, options.n)
        json_bytes = sum(path.stat().st_size for path in generated(LARGE).iterdir())
        table.row(f"T1, memory ÷ bytes of JSON, {LARGE}", lambda p: max(r.peak for r in runs[p, LARGE]) / json_bytes)
        growth = lambda p, figure: ratio(runs[p, LARGE], runs[p, SMALL], figure) * SMALL / LARGE
        table.row(f"T1 per placement, wall, {LARGE} ÷ {SMALL}", lambda p: growth(p, "wall"))
        table.row(f"T1 per placement, cpu, {LARGE} ÷ {SMALL}", lambda p: growth(p, "cpu"))
    else:
        skipped.append(f"memory and growth: they need {LARGE} placements")
    print(f"\nLoad average at the end {os.getloadavg()[0]:.1f}.", *(f"\nSkipped {text}." for text in skipped))


if __name__ == "__main__":
    main()
