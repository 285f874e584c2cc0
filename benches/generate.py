#!/usr/bin/env python3
"""Writes a synthetic catalog: generate.py PLACEMENTS FOLDER

One file per show, of about 200 placements. The same number gives the same bytes everywhere. Two in five songs are by artists
that recur across shows, a few of them often; the others are by artists of one show. README.md compares the texts and fields
with those of the shipped catalog. All names and scenes are invented."""
import bisect, itertools, json, os, random, re, sys, unicodedata


def texts(text, separator=None):
    """The parts of a text: those in ASCII, and the others."""
    parts = [" ".join(part.split()) for part in text.split(separator)]
    return [part for part in parts if part.isascii()], [part for part in parts if not part.isascii()]


WORDS = texts("""love night fire heart blue summer river ghost gold silver running dancing dreams city lights midnight sugar
honey teeth bones velvet paper glass ocean mirror shadow thunder sunday monday rain snow winter spring autumn
moon star sky cloud stone road home stranger lover friend enemy angel devil saint sinner queen king boy girl
kids mother father sister brother train bus car highway radio television telephone letter photograph cinema
theatre garden orchard flower rose lily violet daisy cherry peach lemon orange apple coffee tea wine whiskey
cigarette lighter matches candle lantern lamp window door key lock secret promise lie truth history future
yesterday tomorrow tonight always never maybe nothing something everything nowhere somewhere everywhere alone
together forever again slow fast loud quiet soft hard bright dark warm cold broken perfect beautiful ugly lonely
happy sad angry crazy lazy hungry thirsty bored tired wired electric acoustic neon pastel analog digital plastic
cotton leather denim satin lace don't can't won't isn't she's he's they're I'm you're let's it's rock'n'roll
o'clock café señorita corazón été l'amour déjà naïve fiancée über größe schön mañana niño garçon crème brûlée
élan noël façade façon jalapeño piñata smörgåsbord ångström fjörd Åland køb smørrebrød żółw łódź çay şarkı
buzzkill colours paradise lovesick medicine clover papercut satellite kerosene wildflower static ceremony
disorder hallelujah runaway supernova gravity avalanche hurricane tidal waves echo chorus""")
FIRST_NAMES = texts("""Anna Ben Charlie Nick Tara Darcy Elle Tao Isaac Imogen Zoë Renée Björn María José Łukasz Siobhán Çağla Jürgen
Søren Françoise Noémie Aoife Niamh Héctor Beyza Dvořák Ana-Sofía Iñigo Chloë Seán Márta Zsófia Olu Amara Kwame
Yuki Haruto Minho Jisoo Priya Arjun Fatima Omar Leila Mateus João Inês Ingrid Åse Øystein Sam Alex Robin Jules
Max Kit Morgan Casey Drew Emery Frankie Harley Jamie Kai Lou Marlowe Nova Ollie Parker Quinn Reese Sage Toby Uma
Vera Wren Xander Yara Zane""")
LAST_NAMES = texts("""Smith O'Brien O'Connor D'Angelo García Núñez Müller Sørensen Lefèvre Novák Kovács Yılmaz Tanaka Kim Okafor
Mensah Singh Patel Haddad Rossi Costa Silva Andersson Nygård Byrne Walsh Marsh Fox Reed Stone Vale Winters Hart
Bishop Cole Dean Ellis Frost Gray Hale Iyer Jansen Klein Lund Moreau Nash Owens Pike Quill Rhodes Shaw Tran
Urban Voss West York Zeller""")
GROUPS = texts("""Tigers Foxes Wolves Sirens Lanterns Pilots Sailors Poets Thieves Saints Orphans Monarchs Strangers Satellites
Telephones Machines Gardens Mountains Rivers Museums Cathedrals Arcades Hotels Cinemas Trains Engines Mirrors
Ghosts Shadows Echoes Daughters Sons Cousins Bandits Drifters Dreamers Believers Pretenders""")
ADJECTIVES = texts("""Young Old Wild Silent Velvet Electric Golden Paper Glass Midnight Northern Southern Lost Broken Holy Public
Secret Modern Ancient Neon Plastic Lonely Happy Sad Blue Red Green Black White Violet""")
SHOW_WORDS = texts("""Harbour Street Hearts Signal Northern Line Echo Valley Summer House The Quiet Ones Night Shift Paper Moons
Lighthouse District Kingdom Ashes Orchard Avenue Frequency Parallel Winterfield Blackwater Redwood Crown Estate""")
PLACES = texts("""the school corridor|the rugby pitch|the art room|the café on the high street|the beach|the milkshake bar|
the cinema|the bus stop|the kitchen at home|the rooftop terrace|the hospital waiting room|the museum|
the train platform|Zoë's bedroom|the party at Harry's house|the prom|the sports hall|the library|
the Eiffel Tower|the Champs-Élysées|the hotel lobby|the swimming pool|the garden in the rain|the record shop|
the police station|the courtroom|the old warehouse|the harbour|the night market|the wedding reception|
the funeral|the diner off route 9|the motel car park|the recording studio|the dressing room|the football stadium|
the airport gate|the laundrette|the fairground|the church hall|the Señor Taco stand|the Plaza de España|
Gare du Nord|Malmö central station|the Øresund bridge|the karaoke booth|the ramen counter|the noraebang|
the ferry to Büyükada|the fjord cabin""", "|")
ACTIONS = texts("""kiss|argue|dance slowly|run into each other|make up|finally talk|share headphones|drive away|hide|cry|
laugh until closing time|text each other|break up|say goodbye|meet for the first time|rehearse|
watch the snow fall|miss the last train|hold hands|read the letter|burn the photographs|walk home in silence|
celebrate|wait|pack boxes|paint the mural|confess|fight|reconcile|wake up late""", "|")
ENDINGS = texts("""Plays over the end credits.|Fades in as the camera pulls back.|Heard faintly from a car radio.|Montage.|
Slow-motion shot through the crowd.|The opening titles roll.|Instrumental version.|
Continues into the next scene.|Sung live by the band on stage.|Cover version heard at the party.|
Cuts off abruptly when the door opens.|Flashback to the summer before.|Animated leaves drift across the frame.|
Voice-over: the letter is read aloud.""", "|")
OTHER_SCRIPTS = texts("""Ночь|Звезда по имени Солнце|Группа крови|夜に駆ける|さくら|東京フラッシュ|봄날|밤편지|너의 의미|月亮代表我的心|晴天|حبيبي|ليالي|Αγάπη μου|Θάλασσα|
שיר אהבה|ราตรี|कभी कभी""", "|")


def slug(name):
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-") or "x"


class Generator:
    def __init__(self, placements):
        self.random = random.Random(placements)
        self.ids = {}
        # The artists that recur, by how often they do, and the songs of each.
        self.recurring = [self.artist() for _ in range(max(8, placements // 50))]
        self.recurring[min(10, len(self.recurring) - 1)] = {"id": "baby-queen", "name": "Baby Queen", "aliases": ["BQ"]}
        self.frequencies = list(itertools.accumulate((rank + 5) ** -0.8 for rank in range(len(self.recurring))))
        self.songs = {}

    def is_one_in(self, many):
        return self.random.random() * many < 1

    def pick(self, texts):
        """One of the texts; one outside ASCII in one of 100 cases."""
        plain, other = texts
        return self.random.choice(other if other and self.is_one_in(100) else plain)

    def words(self, *lengths):
        words = (self.pick(WORDS) for _ in range(self.random.choice(lengths)))
        return " ".join(word[0].upper() + word[1:] for word in words)

    def unique(self, name):
        """An id that no other thing has."""
        base = slug(name)
        self.ids[base] = count = self.ids.get(base, 0) + 1
        return base if count == 1 else f"{base}-{count}"

    def citing(self, most):
        return {"sources": [f"src-{number}" for number in sorted(self.random.sample(range(12), self.random.randint(1, most)))]}

    def artist(self):
        kind = self.random.random()
        if kind < .01:
            name = self.random.choice(OTHER_SCRIPTS[1])
        elif kind < .45:
            name = f"{self.pick(FIRST_NAMES)} {self.pick(LAST_NAMES)}"
        elif kind < .75:
            name = f"{self.random.choice(['The ', ''])}{self.pick(ADJECTIVES)} {self.pick(GROUPS)}"
        elif kind < .9:
            name = f"{self.words(1)} {self.pick(GROUPS)}"
        else:
            name = f"{self.pick(FIRST_NAMES)} & The {self.pick(GROUPS)}"
        artist = {"id": self.unique(name), "name": name}
        if self.is_one_in(20):
            artist["aliases"] = [name.upper()]
        return artist | (self.citing(2) if self.is_one_in(10) else {})

    def song(self, artist, guest):
        title = self.random.choice(OTHER_SCRIPTS[1]) if self.is_one_in(150) else self.words(1, 1, 2, 2, 2, 3, 3, 4, 5)
        if self.is_one_in(16):
            title += f" (feat. {guest['name'] if guest else self.pick(FIRST_NAMES)})"
        if self.is_one_in(32):
            title += f" - Remastered {self.random.randint(1999, 2023)}"
        credit = [{"artist": artist["id"]}]
        if guest:
            credit = [{"artist": artist["id"], "join": " feat. "}, {"artist": guest["id"]}]
        length = f"{self.random.randint(2, 5)}:{self.random.randint(0, 59):02}"
        released = str(int(self.random.triangular(1962, 2024, 2018)))
        song = {"id": self.unique(title), "title": title, "credit": credit, "length": length, "album": self.words(1, 2, 3)}
        return song | {"origin": "released", "released": released} | self.citing(5)

    def song_of_recurring(self):
        """A song of an artist that recurs: one that was used before, or a new one."""
        def draw():
            rank = bisect.bisect_left(self.frequencies, self.random.random() * self.frequencies[-1])
            return self.recurring[min(rank, len(self.recurring) - 1)]
        artist, guest = draw(), draw() if self.is_one_in(7) else None
        songs = self.songs.setdefault(artist["id"], [])
        place = int(16 * self.random.random() ** 2)
        if place >= len(songs):
            guest = guest if guest is not artist else None
            songs.append((self.song(artist, guest), artist, guest))
        return songs[min(place, len(songs) - 1)]

    def song_of_local(self, local):
        """A song of an artist of one show."""
        if not local or self.is_one_in(2):
            local.append(self.artist())
        artist = self.random.choice(local[-4:])
        guest = self.random.choice(local) if self.is_one_in(8) else None
        guest = guest if guest is not artist else None
        return self.song(artist, guest), artist, guest

    def scene(self):
        place = "Charlie's birthday, bowling alley" if self.is_one_in(650) else self.pick(PLACES)
        scene = f"{self.pick(FIRST_NAMES)} and {self.pick(FIRST_NAMES)} {self.pick(ACTIONS)} at {place}."
        return f"{scene} {self.pick(ENDINGS)}" if self.is_one_in(3) else scene

    def placement(self, song):
        placement = {"song": song["id"]}
        if self.is_one_in(2):
            placement["scene"] = self.scene()
        if self.is_one_in(3):
            placement["note"] = self.scene()
        if self.is_one_in(7):
            placement["characters"] = [self.pick(FIRST_NAMES), self.pick(FIRST_NAMES)]
        if self.is_one_in(12):
            placement["usage"] = self.random.choice(("background", "on-screen", "closing-theme"))
        return placement | self.citing(3)

    def show(self, index, placements):
        title = " ".join(self.random.sample(SHOW_WORDS[0], self.random.choice((1, 2, 2, 3)))) if index else "Heartstopper"
        songs, artists, local = {}, {}, []
        while len(songs) < placements * .8:
            song, *credited = self.song_of_recurring() if self.random.random() < .4 else self.song_of_local(local)
            songs[song["id"]] = song
            artists |= {artist["id"]: artist for artist in credited if artist}
        songs = list(songs.values())
        placed = songs[:placements] + self.random.choices(songs, k=max(0, placements - len(songs)))
        self.random.shuffle(placed)
        seasons, per_season = [], self.random.choice((6, 8, 10, 10, 13, 22))
        number = 0
        while placed:
            if number % per_season == 0:
                day = f"{2005 + (index * 7 + number // per_season) % 19}-{1 + index % 12:02}-{1 + number % 28:02}"
                seasons.append({"number": len(seasons) + 1, "air_date": day, "episodes": []})
            many = max(1, round(self.random.gauss(8, 2)))
            episode = {"number": number % per_season + 1, "title": self.words(1, 2, 3)}
            seasons[-1]["episodes"].append(episode | {"placements": [self.placement(song) for song in placed[:many]]})
            placed, number = placed[many:], number + 1
        sources = [{
            "id": f"src-{number}",
            "title": "Every Song in Season 2 and When It Plays (an interview with the music supervisor)",
            "url": f"https://www.example.com/entertainment/2023/08/every-song-and-when-it-plays-{number}",
        } for number in range(12)]
        show = {"id": self.unique(title), "title": title}
        artists = list(artists.values())
        return {"format": 1, "show": show, "sources": sources, "artists": artists, "songs": songs, "seasons": seasons}


def main():
    placements, folder = int(sys.argv[1]), sys.argv[2]
    generator = Generator(placements)
    weights = [min(6, max(.15, generator.random.lognormvariate(-.25, .7))) for _ in range(max(1, placements // 200))]
    # Where each show begins among all placements.
    starts = [round(placements * start / sum(weights)) for start in itertools.accumulate(weights, initial=0)]
    os.makedirs(folder)
    for index, (start, end) in enumerate(itertools.pairwise(starts)):
        show = generator.show(index, end - start)
        with open(f"{folder}/{show['show']['id']}.json", "w", encoding="utf-8") as file:
            json.dump(show, file, ensure_ascii=False, separators=(",", ":"))


main()
