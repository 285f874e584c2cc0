//! Words that are spelled in two ways: British and American English.

/// What precedes `our`, in America `or`: `colour`.
const OUR: &str = "ard arm behavi cand clam col demean endeav fav ferv flav glam harb hon hum lab neighb od parl rig \
    rum sav savi splend succ tum val vap vig";

/// What precedes `re`, in America `er`: `theatre`.
const RE: &str = "calib cent fib lit lust meag met sab somb spect theat";

/// Other parts of words, British and American. The first of a word counts.
const OTHER: &str = "aeroplane/airplane ageing/aging aluminium/aluminum anaesth/anesth analogue/analog \
    archaeolog/archeolog artefact/artifact burnt/burned catalogue/catalog cosy/cozy counsellor/counselor \
    defence/defense dialogue/dialog doughnut/donut draught/draft dreamt/dreamed encyclopaed/encycloped enquir/inquir \
    epilogue/epilog foetus/fetus grey/gray jewellery/jewelry jeweller/jeweler judgement/judgment kerb/curb \
    leapt/leaped learnt/learned licence/license liquorice/licorice manoeuvr/maneuver marvellous/marvelous \
    mediaeval/medieval monologue/monolog mould/mold moustache/mustache mum/mom offence/offense paediatric/pediatric \
    phoney/phony plough/plow practise/practice pretence/pretense programme/program prologue/prolog pyjama/pajama \
    sceptic/skeptic skilful/skillful spelt/spelled spoilt/spoiled sulphur/sulfur traveller/traveler tyre/tire \
    whisky/whiskey wilful/willful woollen/woolen yoghurt/yogurt";

/// What follows `is` or `iz`, and `ys` or `yz`: `realise`.
const ENDINGS: [&str; 8] = ["e", "es", "ed", "er", "ers", "ing", "ation", "ations"];

/// Fewer letters do not precede such an ending: `prize` is not `prise`.
const MIN_BEFORE_ENDING: usize = 3;

/// The other spelling of a folded word, if it may have one. It need not be a word.
pub(super) fn respelled(word: &str) -> Option<String> {
    let our = OUR.split(' ').map(|stem| (format!("{stem}our"), format!("{stem}or")));
    let re = RE.split(' ').map(|stem| (format!("{stem}re"), format!("{stem}er")));
    let other = OTHER.split(' ').filter_map(|pair| pair.split_once('/'));
    let other = other.map(|(british, american)| (british.to_owned(), american.to_owned()));
    let replaced = |(one, other): (String, String)| {
        // One may be in the other.
        let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
        let mut ways = [(&long, &short), (&short, &long)].into_iter();
        ways.find_map(|(from, to)| word.contains(from.as_str()).then(|| word.replacen(from.as_str(), to, 1)))
    };
    our.chain(re).chain(other).find_map(replaced).or_else(|| swap_s_and_z(word))
}

fn swap_s_and_z(word: &str) -> Option<String> {
    ENDINGS.iter().find_map(|ending| {
        let rest = word.strip_suffix(ending)?;
        let (before, swapped) = match rest.split_at_checked(rest.len().checked_sub(2)?)? {
            (before, "is") => (before, "iz"),
            (before, "iz") => (before, "is"),
            (before, "ys") => (before, "yz"),
            (before, "yz") => (before, "ys"),
            _ => return None,
        };
        (before.len() >= MIN_BEFORE_ENDING).then(|| format!("{before}{swapped}{ending}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_gives_the_other() {
        for (british, american) in [
            ("colour", "color"),
            ("favourites", "favorites"),
            ("neighbourhood", "neighborhood"),
            ("watercolours", "watercolors"),
            ("theatre", "theater"),
            ("centres", "centers"),
            ("grey", "gray"),
            ("programme", "program"),
            ("skilful", "skillful"),
            ("realise", "realize"),
            ("organisation", "organization"),
            ("analysing", "analyzing"),
            ("paralysed", "paralyzed"),
            ("pyjamas", "pajamas"),
            ("jewellery", "jewelry"),
            ("mums", "moms"),
            ("learnt", "learned"),
        ] {
            assert_eq!(respelled(british).as_deref(), Some(american), "{british}");
            assert_eq!(respelled(american).as_deref(), Some(british), "{american}");
        }
        for word in ["four", "hour", "tour", "our", "prize", "size", "seize", "snow", "是", "", "is", "ize"]
        {
            assert_eq!(respelled(word), None, "{word}");
        }
    }
}
