#!/usr/bin/env python3
"""Seeded generator of synthetic catalogs.

  generate.py N OUT            writes OUT/dir/<show>.json (one show per file, compact) and OUT/stats.json
  generate.py N OUT --pretty   additionally OUT/pretty/<show>.json (2-space indent)

N = total placements. Same seed + N -> same bytes. N <= 100 gives one show, else ~N/200 shows.
Roughly 40 % of songs are by artists recurring across shows (Zipf), 60 % by show-local artists.
All names and notes are synthetic."""
import bisect, json, os, random, re, sys, unicodedata
try:
    import orjson
    def dump(o, pretty=False):
        return orjson.dumps(o, option=orjson.OPT_INDENT_2 if pretty else 0)
except ImportError:
    def dump(o, pretty=False):
        return json.dumps(o, ensure_ascii=False, indent=2 if pretty else None,
                          separators=None if pretty else (",", ":")).encode()

WORDS = """love night fire heart blue summer river ghost gold silver running dancing dreams city lights
midnight sugar honey teeth bones velvet paper glass ocean mirror shadow thunder sunday monday rain snow
winter spring autumn moon star sky cloud stone road home stranger lover friend enemy angel devil saint
sinner queen king boy girl kids mother father sister brother train bus car highway radio television
telephone letter photograph cinema theatre garden orchard flower rose lily violet daisy cherry peach
lemon orange apple coffee tea wine whiskey cigarette lighter matches candle lantern lamp window door key
lock secret promise lie truth history future yesterday tomorrow tonight always never maybe nothing
something everything nowhere somewhere everywhere alone together forever again slow fast loud quiet soft
hard bright dark warm cold broken perfect beautiful ugly lonely happy sad angry crazy lazy hungry thirsty
bored tired wired electric acoustic neon pastel analog digital plastic cotton leather denim satin lace
don't can't won't isn't she's he's they're I'm you're let's it's rock'n'roll o'clock
café señorita corazón été l'amour déjà naïve fiancée über größe schön mañana niño garçon crème brûlée
élan noël façade façon jalapeño piñata smörgåsbord ångström fjörd Åland køb smørrebrød żółw łódź çay şarkı
buzzkill colours paradise lovesick medicine clover papercut satellite kerosene wildflower static
ceremony disorder hallelujah runaway supernova gravity avalanche hurricane tidal waves echo chorus""".split()
INTL = ["Ночь", "Звезда по имени Солнце", "Группа крови", "夜に駆ける", "さくら", "東京フラッシュ", "봄날", "밤편지",
        "너의 의미", "月亮代表我的心", "晴天", "حبيبي", "ليالي", "Αγάπη μου", "Θάλασσα", "שיר אהבה", "ราตรี", "कभी कभी"]
FIRST = """Anna Ben Charlie Nick Tara Darcy Elle Tao Isaac Imogen Zoë Renée Björn María José Łukasz Siobhán
Çağla Jürgen Søren Françoise Noémie Aoife Niamh Héctor Beyza Dvořák Ana-Sofía Iñigo Chloë Seán Márta Zsófia
Olu Amara Kwame Yuki Haruto Minho Jisoo Priya Arjun Fatima Omar Leila Mateus João Inês Ingrid Åse Øystein
Sam Alex Robin Jules Max Kit Morgan Casey Drew Emery Frankie Harley Jamie Kai Lou Marlowe Nova Ollie Parker
Quinn Reese Sage Toby Uma Vera Wren Xander Yara Zane""".split()
FIRST_INTL = ["서준", "さくら", "Наташа", "李雷", "Δημήτρης", "مريم"]
LAST = """Smith O'Brien O'Connor D'Angelo García Núñez Müller Sørensen Lefèvre Novák Kovács Yılmaz Tanaka Kim
Okafor Mensah Singh Patel Haddad Rossi Costa Silva Andersson Nygård Byrne Walsh Marsh Fox Reed Stone Vale
Winters Hart Bishop Cole Dean Ellis Frost Gray Hale Iyer Jansen Klein Lund Moreau Nash Owens Pike Quill Rhodes
Shaw Tran Urban Voss West York Zeller""".split()
BANDNOUN = """Tigers Foxes Wolves Sirens Lanterns Pilots Sailors Poets Thieves Saints Orphans Monarchs Strangers
Satellites Telephones Machines Gardens Mountains Rivers Museums Cathedrals Arcades Hotels Cinemas Trains Engines
Mirrors Ghosts Shadows Echoes Daughters Sons Cousins Bandits Drifters Dreamers Believers Pretenders""".split()
ADJ = """Young Old Wild Silent Velvet Electric Golden Paper Glass Midnight Northern Southern Lost Broken Holy
Public Secret Modern Ancient Neon Plastic Lonely Happy Sad Blue Red Green Black White Violet""".split()
PLACES = """the school corridor|the rugby pitch|the art room|the café on the high street|the beach|the milkshake bar|
the cinema|the bus stop|the kitchen at home|the rooftop terrace|the hospital waiting room|the museum|the train
platform|Zoë's bedroom|the party at Harry's house|the prom|the sports hall|the library|the Eiffel Tower|the
Champs-Élysées|the hotel lobby|the swimming pool|the garden in the rain|the record shop|the police station|the
courtroom|the old warehouse|the harbour|the night market|the wedding reception|the funeral|the diner off route 9|
the motel car park|the recording studio|the dressing room|the football stadium|the airport gate|the laundrette|the
fairground|the church hall|the Señor Taco stand|the Plaza de España|Gare du Nord|Malmö central station|the Øresund
bridge|the karaoke booth|the ramen counter|the noraebang|the ferry to Büyükada|the fjord cabin""".replace("\n", " ").split("|")
PLACES = [re.sub(r"\s+", " ", p).strip() for p in PLACES]
VERB = """kiss|argue|dance slowly|run into each other|make up|finally talk|share headphones|drive away|hide|cry|laugh
until closing time|text each other|break up|say goodbye|meet for the first time|rehearse|watch the snow fall|
miss the last train|hold hands|read the letter|burn the photographs|walk home in silence|celebrate|wait|pack
boxes|paint the mural|confess|fight|reconcile|wake up late""".replace("\n", " ").split("|")
VERB = [v.strip() for v in VERB]
TAIL = """Plays over the end credits.|Fades in as the camera pulls back.|Heard faintly from a car radio.|Montage.|
Slow-motion shot through the crowd.|The opening titles roll.|Instrumental version.|Continues into the next scene.|
Sung live by the band on stage.|Cover version heard at the party.|Cuts off abruptly when the door opens.|Flashback to
the summer before.|Animated leaves drift across the frame.|Voice-over: the letter is read aloud.""".replace("\n", " ").split("|")
TAIL = [t.strip() for t in TAIL]
SHOWW = """Harbour Street Hearts Signal Northern Line Echo Valley Summer House The Quiet Ones Night Shift Paper Moons
Lighthouse District Kingdom Ashes Orchard Avenue Frequency Parallel Winterfield Blackwater Redwood Crown Estate""".split()


def slug(s):
    t = unicodedata.normalize("NFKD", s.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L").replace("ı", "i"))
    t = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in t if not unicodedata.combining(c)).lower().replace("'", "")).strip("-")
    return t or "x"


class Gen:
    def __init__(self, n):
        self.n, self.r = n, random.Random(20240422 + n)
        self.ids = {}
        p = max(8, n // 50)
        self.pool = [self.artist() for _ in range(p)]
        self.pool[min(10, p - 1)] = {"id": "baby-queen", "name": "Baby Queen", "aliases": ["BQ"]}
        w, acc = [], 0.0
        for i in range(p):
            acc += (i + 5) ** -0.8
            w.append(acc)
        self.cum = w
        self.disc = {}          # recurring artist id -> list of songs

    def uniq(self, base):
        k = self.ids.get(base, 0) + 1
        self.ids[base] = k
        return base if k == 1 else f"{base}-{k}"

    def artist(self):
        r = self.r
        x = r.random()
        if x < .04:
            nm = r.choice(INTL).split(" ")[0] + (" " + r.choice(FIRST_INTL) if r.random() < .5 else "")
        elif x < .45:
            nm = r.choice(FIRST) + " " + r.choice(LAST)
        elif x < .75:
            nm = ("The " if r.random() < .5 else "") + r.choice(ADJ) + " " + r.choice(BANDNOUN)
        elif x < .9:
            nm = r.choice(WORDS).capitalize() + " " + r.choice(BANDNOUN)
        else:
            nm = r.choice(FIRST) + " & The " + r.choice(BANDNOUN)
        i = self.uniq(slug(nm))
        al = [nm.upper()] if r.random() < .06 else []
        return {"id": i, "name": nm, "aliases": al}

    def song(self, a, other=None):
        r = self.r
        if r.random() < .05:
            t = r.choice(INTL)
        else:
            t = " ".join(r.choice(WORDS) for _ in range(r.choice((1, 1, 2, 2, 2, 3, 3, 4, 5))))
            t = " ".join(w[:1].upper() + w[1:] for w in t.split(" "))
        if r.random() < .06:
            t += " (feat. " + (other["name"] if other else r.choice(FIRST)) + ")"
        if r.random() < .03:
            t += " - Remastered " + str(r.randint(1999, 2023))
        cr = [{"artist": a["id"]}]
        if other:
            cr = [{"artist": a["id"], "join": " feat. "}, {"artist": other["id"]}]
        return {"id": self.uniq(a["id"] + "-" + slug(t)), "title": t, "credit": cr, "released": str(min(2024, int(r.triangular(1962, 2024, 2018))))}

    def recurring(self):
        i = bisect.bisect_left(self.cum, self.r.random() * self.cum[-1])
        return self.pool[min(i, len(self.pool) - 1)]

    def scene(self):
        r = self.r
        pl = "Charlie's birthday, bowling alley" if r.random() < .0015 else r.choice(PLACES)
        a = r.choice(FIRST_INTL) if r.random() < .03 else r.choice(FIRST)
        b = r.choice(FIRST)
        s = f"{a} and {b} {r.choice(VERB)} at {pl}."
        x = r.random()
        if x < .35:
            s += " " + r.choice(TAIL)
        elif x < .39:
            s += f' "{r.choice(WORDS).capitalize()}, {b}!"'
        return s

    def show(self, idx, n):
        r = self.r
        if idx == 0:
            sid, title = "heartstopper", "Heartstopper"
        else:
            title = " ".join(r.sample(SHOWW, r.choice((1, 2, 2, 3))))
            sid = self.uniq(slug(title))
        nsong = max(1, round(n * .8))
        arts, songs, seen = {}, [], set()
        local = []
        while len(songs) < nsong:
            if r.random() < .4:
                a = self.recurring()
                o = self.recurring() if r.random() < .15 else None
                d = self.disc.get(a["id"])
                if d is None:
                    d = self.disc[a["id"]] = []
                k = int(16 * r.random() ** 2)
                if k >= len(d):
                    d.append((self.song(a, o), a, o))
                    k = len(d) - 1
                s, a, o = d[k]
                if s["id"] in seen:
                    continue
            else:
                if not local or r.random() < .5:
                    local.append(self.artist())
                a, o = r.choice(local[-4:]), None
                if r.random() < .12 and len(local) > 1:
                    o = r.choice(local)
                    if o is a:
                        o = None
                s = self.song(a, o)
            seen.add(s["id"])
            songs.append(s)
            arts[a["id"]] = a
            if o:
                arts[o["id"]] = o
        order = songs + [r.choice(songs) for _ in range(n - nsong)]
        r.shuffle(order)
        nep = max(8 if idx == 0 else 1, min(120, round(n / 8)))
        per = 8 if idx == 0 else r.choice((6, 8, 10, 10, 13, 22))
        seasons, pos = [], 0
        for e in range(nep):
            left, eps = n - pos, nep - e
            k = left if eps == 1 else max(0, min(left, round(left / eps + r.gauss(0, 2))))
            pls = []
            for s in order[pos:pos + k]:
                p = {"song": s["id"]}
                if r.random() < .85:
                    p["scene"] = self.scene()
                pls.append(p)
            pos += k
            if e % per == 0:
                y = 2005 + (idx * 7 + e // per) % 19
                seasons.append({"number": e // per + 1, "air_date": f"{y}-{1 + idx % 12:02}-{1 + (idx + e) % 28:02}", "episodes": []})
            t = "Friend" if (idx, e) == (0, 4) else " ".join(r.choice(WORDS).capitalize() for _ in range(r.choice((1, 2, 3))))
            seasons[-1]["episodes"].append({"number": e % per + 1, "title": t, "placements": pls})
        return {"format": 1, "show": {"id": sid, "title": title}, "artists": list(arts.values()), "songs": songs, "seasons": seasons}


def main():
    n, out = int(sys.argv[1]), sys.argv[2]
    pretty = "--pretty" in sys.argv
    g = Gen(n)
    ns = 1 if n <= 100 else max(1, n // 200)
    w = [max(.15, min(6, g.r.lognormvariate(-.25, .7))) for _ in range(ns)]
    sizes = [max(4, int(x * n / sum(w))) for x in w]
    sizes[0] = max(sizes[0], 60) if ns > 1 else n
    sizes[-1] += n - sum(sizes)
    assert sum(sizes) == n and min(sizes) > 0
    os.makedirs(out + "/dir", exist_ok=True)
    if pretty:
        os.makedirs(out + "/pretty", exist_ok=True)
    A, S, shows, tot = {}, {}, [], 0
    for i, k in enumerate(sizes):
        d = g.show(i, k)
        for a in d["artists"]:
            A[a["id"]] = a
        for s in d["songs"]:
            S[s["id"]] = s
        b = dump(d)
        tot += len(b)
        open(f"{out}/dir/{d['show']['id']}.json", "wb").write(b)
        if pretty:
            open(f"{out}/pretty/{d['show']['id']}.json", "wb").write(dump(d, True))
        shows.append({**d["show"], "seasons": d["seasons"]})
    st = {"placements": n, "shows": ns, "artists": len(A), "songs": len(S), "dir_mb": round(tot / 1e6, 2)}
    open(out + "/stats.json", "w").write(json.dumps(st))
    print(st)


main()
