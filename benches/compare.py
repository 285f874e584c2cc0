#!/usr/bin/env python3
"""Compares whole commands with other programs on the same files: generates catalogs, builds, runs and prints ratios.
See README.md in this folder.

  compare.py [-n ROUNDS] [PLACEMENTS ...]     default: 7 rounds at 10000 100000 1000000
"""
import argparse, json, os, pathlib, random, shutil, statistics, subprocess, sys, tempfile, time, venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / "target" / "compare"
EMBEDDED = "embedded"

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
JQ_BY_ARTIST = """(reduce (.songs[] | select(any(.credit[]; .artist == "baby-queen"))) as $s ({}; .[$s.id] = $s.title)) as $m
| select($m != {}) | .show.id as $show | .seasons[] | .number as $sn | .episodes[] | .number as $en | .placements[]
| $m[.song] as $title | select($title) | [$show, $sn, $en, $title, .scene // ""] | @tsv"""


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
    folder = WORK / str(placements)
    if not (folder / "stats.json").exists():
        subprocess.run([sys.executable, HERE / "generate.py", str(placements), folder], check=True, stdout=subprocess.DEVNULL)
    return folder / "dir"


def once(command):
    """Runs a command and discards its output. Returns seconds and peak bytes."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {command}")
    return seconds, usage.ru_maxrss * 1024


def measure(commands, rounds):
    """Runs all commands in a different order each round. Returns the runs of each."""
    runs = {name: [] for name in commands}
    for number in range(-1, rounds):
        names = list(commands)
        random.Random(number).shuffle(names)
        for name in names:
            run = once(commands[name])
            if number >= 0:
                runs[name].append(run)
    return runs


def ratio(runs, other):
    return statistics.median(a[0] / b[0] for a, b in zip(runs, other))


def commands(ours, floor, empty, duck, placements):
    """The commands that are compared at one size."""
    if placements == EMBEDDED:
        peers = {"empty": [empty]} | ({"jq -n 1": ["jq", "-n", "1"]} if shutil.which("jq") else {})
        own = {line: [ours, *line.split()] for line in ["songs s2e3", "songs --season 2", "artist wasia", "search snow", "stats"]}
        return own | peers
    folder = generated(placements)
    first = sorted(folder.iterdir())[0]
    show, title = first.stem, json.loads(first.read_bytes())["show"]["title"]
    catalog = ["--catalog", str(folder)]
    own = {
        "T1 artist": ["songs", "--artist", "baby-queen", "--format", "csv"],
        "T2 search": ["search", "bowling", "--limit", "20"],
        "T2 typo": ["search", "bowlnig", "--limit", "20"],
        "T3 by id": ["songs", "--show", show, "s1e1"],
        "T3 by title": ["songs", "--show", title, "s1e1"],
        "load": ["shows", "--limit", "1"],
        "check": ["check"],
        "all as CSV": ["songs", "--format", "csv"],
        "stats": ["stats"],
    }
    result = {name: [ours, *words, *catalog] for name, words in own.items()}
    result |= {"floor": [floor, str(folder)], "empty": [empty]}
    if duck:
        text = CATALOG.format(files=f"{folder}/*.json", columns=COLUMNS)
        for name, query in [("DuckDB T1", BY_ARTIST), ("DuckDB T2", WITH_WORD)]:
            result[name] = [duck, "-csv", "-c", query.format(catalog=text, placed=PLACED)]
    if shutil.which("jq") and placements <= 100_000:
        result["jq T1"] = ["jq", "-r", JQ_BY_ARTIST, *sorted(map(str, folder.iterdir()))]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=7, help="rounds")
    parser.add_argument("placements", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    ours = built(["build", "--release"], "soundtrack")
    floor, empty = (built(["bench", "--no-run", "--bench", name], name) for name in ["floor", "empty"])
    duck = duckdb()
    growth = {}
    for placements in [EMBEDDED, *options.placements]:
        lines = commands(ours, floor, empty, duck, placements)
        runs = measure(lines, options.n)
        bases = ["empty"] if placements == EMBEDDED else ["floor", "empty"]
        print(f"\n{placements} placements, medians of {options.n} rounds\n")
        print("| command | ms |" + "".join(f" ÷ {base} |" for base in bases) + " peak MiB |\n|---|--:|" + "--:|" * len(bases) + "--:|")
        for name, figures in runs.items():
            milliseconds = statistics.median(seconds for seconds, _ in figures) * 1e3
            peak = max(peak for _, peak in figures) / 2**20
            ratios = "".join(f" {ratio(figures, runs[base]):.2f} |" for base in bases)
            print(f"| {name} | {milliseconds:.1f} |{ratios} {peak:.0f} |")
            if placements != EMBEDDED:
                growth.setdefault(name, {})[placements] = (milliseconds * 1e6 / placements, peak * 2**20 / placements)
        for peer in [name for name in runs if name.startswith(("DuckDB", "jq T"))]:
            own = next(name for name in runs if name.startswith(peer[-2:]))
            print(f"\n{own} ÷ {peer}: {ratio(runs[own], runs[peer]):.3f}")
        sys.stdout.flush()
    sizes = options.placements
    print("\nPer placement: nanoseconds and bytes\n\n| command |" + "".join(f" {size} |" for size in sizes) + " last ÷ first |")
    print("|---|" + "--:|" * (len(sizes) + 1))
    for name, by_size in growth.items():
        if set(sizes) <= by_size.keys():
            cells = "".join(f" {by_size[size][0]:.0f} ns, {by_size[size][1]:.0f} B |" for size in sizes)
            first, last = by_size[sizes[0]], by_size[sizes[-1]]
            print(f"| {name} |{cells} {last[0] / first[0]:.2f}, {last[1] / first[1]:.2f} |")


if __name__ == "__main__":
    main()
