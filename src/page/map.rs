//! The map: a brick for each song in a known episode, and below the line a band for each range of episodes.

use super::{Page, anchor, safe, season};
use crate::model::{Certainty, Episode, PlacementId, SeasonId};
use crate::query::counts::Counts;
use maud::{Markup, html};

/// The height of a brick and its gap, if there are not many.
const STEP: usize = 16;
/// The most that the bricks of an episode may be high together.
const HIGHEST: usize = 192;
/// The height of a lane of bands.
const LANE: usize = 26;

/// The width of the picture and its margin.
const WIDTH: f64 = 960.0;
const MARGIN: f64 = 24.0;
/// The colours of the picture, those of the page.
const PICTURE: &str = "text{font:12px system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif;fill:#635b6d;text-anchor:middle}\
    .title{font:600 18px 'Iowan Old Style',Palatino,'Noto Serif',Georgia,serif;fill:#211c27}\
    .title,.about{text-anchor:start}.paper{fill:#fcfbf8}.on{fill:#8f1a5b}\
    .band{fill:#fbf0da;stroke:#855000;stroke-dasharray:4 3}.any{fill:none;stroke:#635b6d}\
    .said{fill:#855000}.any+.said{fill:#635b6d}.axis{stroke:#d9d2dc}\
    @media (prefers-color-scheme:dark){text,.any+.said{fill:#a9a0b4}.title{fill:#ece7f1}.paper{fill:#141217}\
    .on{fill:#ff9ed2}.band{fill:#332813;stroke:#f1bd6c}.any{fill:none;stroke:#a9a0b4}.said{fill:#f1bd6c}\
    .axis{stroke:#322c39}}";

const HEADING: &str = "Where the songs are, and where they may be";

/// What the map shows of a season.
struct Chart<'p> {
    name: String,
    anchor: String,
    episodes: Vec<Episode<'p>>,
    bands: Vec<Band>,
    lanes: usize,
}

/// Songs that are in one of some episodes.
struct Band {
    /// The first column, and the first one after it.
    columns: (usize, usize),
    lane: usize,
    songs: usize,
    anchor: String,
    text: String,
    is_range: bool,
}

/// How a chart is drawn: in the page or as a picture.
struct Drawing<'d> {
    /// A horizontal position or size, given in columns.
    across: &'d dyn Fn(f64) -> String,
    /// The height of a brick and its gap.
    step: usize,
    /// Where the line is.
    line: usize,
    /// Every which episode has its number below the line.
    every: usize,
    /// Whether its parts lead to their places.
    links: bool,
}

impl<'p> Chart<'p> {
    fn new(page: &Page<'p>, counts: &Counts<SeasonId>) -> Self {
        let season = page.catalog.season(counts.id);
        let episodes: Vec<Episode<'p>> = page
            .episodes
            .iter()
            .map(|row| page.catalog.episode(row.id))
            .filter(|episode| episode.season().id() == counts.id)
            .collect();
        let mut bands: Vec<Band> = Vec::new();
        // The column after the last band of each lane.
        let mut lanes: Vec<usize> = Vec::new();
        for (place, ids) in season::groups(page, season) {
            let is_in = |episode: &Episode<'_>| place.may_be(episode.code());
            let Some(first) = episodes.iter().position(is_in) else { continue };
            let end = episodes.iter().rposition(is_in).map_or(first, |last| last + 1);
            let lane = lanes.iter().position(|&free| free <= first).unwrap_or(lanes.len());
            lanes.resize(lanes.len().max(lane + 1), 0);
            lanes[lane] = end;
            bands.push(Band {
                columns: (first, end),
                lane,
                songs: ids.len(),
                anchor: anchor(place),
                text: season::group_name(page, place, ids),
                is_range: place.range().is_some(),
            });
        }
        let name = season::name(season);
        Self { name, anchor: format!("s{}", season.number()), episodes, bands, lanes: lanes.len() }
    }

    /// The most bricks above a column.
    fn highest(&self, page: &Page<'_>) -> usize {
        self.episodes.iter().map(|episode| page.at(episode.code().into()).len()).max().unwrap_or(0)
    }

    /// What the chart shows, in words.
    fn words(&self, page: &Page<'_>) -> String {
        let known = self
            .episodes
            .iter()
            .map(|episode| format!("{} {}", safe(&episode.label()), page.at(episode.code().into()).len()));
        let perhaps = self.bands.iter().map(|band| safe(&band.text).into_owned());
        known.chain(perhaps).collect::<Vec<_>>().join(", ")
    }

    fn draw(&self, page: &Page<'_>, drawing: &Drawing<'_>) -> Markup {
        let &Drawing { across, step, line, every, .. } = drawing;
        let below = line + if drawing.links { 44 } else { 26 };
        html! {
            @for (column, episode) in self.episodes.iter().enumerate() {
                @for (row, &id) in page.at(episode.code().into()).iter().enumerate() {
                    (drawing.link(&page.ids[&id], &brick_title(page, id), html! {
                        rect.on rx="2" x=(across(column as f64 + 0.1)) y=(line - (row + 1) * step)
                            width=(across(0.8)) height=(step - step.div_ceil(6)) {}
                    }))
                }
            }
            line.axis x1="0" x2=(across(self.episodes.len() as f64)) y1=(line) y2=(line) {}
            @for (column, episode) in self.episodes.iter().enumerate().filter(|(column, _)| column % every == 0) {
                @let (middle, code) = (across(column as f64 + 0.5), episode.code());
                (drawing.link(&anchor(code.into()), &format!("{} {}", episode.label(), episode.name()), html! {
                    text x=(middle) y=(line + 16) { (code.episode) }
                    @if drawing.links && self.episodes.len() <= 10 {
                        text.long x=(middle) y=(line + 32) { (safe(&episode.name())) }
                    }
                }))
            }
            @for band in &self.bands {
                @let ((first, end), y) = (band.columns, below + band.lane * LANE);
                (drawing.link(&band.anchor, &band.text, html! {
                    rect.band.any[!band.is_range] rx="3" x=(across(first as f64 + 0.06)) y=(y)
                        width=(across((end - first) as f64 - 0.12)) height=(LANE - 5) {}
                    text.said x=(across((first + end) as f64 / 2.0)) y=(y + 15) { (band.songs) "?" }
                }))
            }
        }
    }
}

impl Drawing<'_> {
    fn link(&self, anchor: &str, title: &str, inner: Markup) -> Markup {
        html! {
            @if self.links {
                a href={ "#" (anchor) } tabindex="-1" { title { (safe(title)) } (inner) }
            } @else { (inner) }
        }
    }
}

fn brick_title(page: &Page<'_>, id: PlacementId) -> String {
    let song = page.catalog.placement(id).song();
    format!("{} · {}", song.title(), song.credit())
}

/// The height of a brick and its gap, if so many are above each other.
fn step(highest: usize) -> usize {
    (HIGHEST / highest.max(1)).clamp(2, STEP)
}

/// The section of the page, with a chart for each season. A film without parts has none.
pub(super) fn section(page: &Page<'_>) -> Markup {
    if page.show.is_whole() {
        return html! {};
    }
    let charts =
        page.seasons.iter().map(|season| Chart::new(page, season)).filter(|chart| !chart.episodes.is_empty());
    html! {
        section.map.front {
            h2 { (HEADING) }
            (certainty(page))
            @for chart in charts { (figure(page, &chart)) }
        }
    }
}

fn figure(page: &Page<'_>, chart: &Chart<'_>) -> Markup {
    let highest = chart.highest(page);
    let width = chart.episodes.len() as f64;
    let across = |columns: f64| format!("{:.2}%", columns / width * 100.0);
    let line = highest * step(highest) + 4;
    let every = chart.episodes.len().div_ceil(16);
    let drawing = Drawing { across: &across, step: step(highest), line, every, links: true };
    html! {
        figure {
            figcaption {
                a href={ "#" (chart.anchor) } { (chart.name) }
                span.vh { ", songs per episode: " (chart.words(page)) }
            }
            svg.chart height=(line + 44 + chart.lanes * LANE) aria-hidden="true" { (chart.draw(page, &drawing)) }
        }
    }
}

/// How many placements are how certain, as a bar with its key.
fn certainty(page: &Page<'_>) -> Markup {
    let kinds = [
        (Certainty::Stated, "in an episode that a source names, a brick each"),
        (Certainty::Range, "in one of a few episodes"),
        (Certainty::Season, "somewhere in a season"),
    ];
    let number =
        |kind| page.placements.iter().filter(|&&id| page.catalog.placement(id).certainty() == kind).count();
    let kinds: Vec<_> = kinds
        .map(|(kind, text)| (kind, number(kind), text))
        .into_iter()
        .filter(|(_, number, _)| *number > 0)
        .collect();
    let percent = |number: usize| format!("{:.2}%", number as f64 * 100.0 / page.placements.len() as f64);
    html! {
        div.sure {
            svg aria-hidden="true" {
                @for (index, (kind, number, _)) in kinds.iter().enumerate() {
                    rect class=(kind) x=(percent(kinds[..index].iter().map(|(_, number, _)| number).sum()))
                        width=(percent(*number)) height="100%" {}
                }
            }
            ul.key {
                @for (kind, number, text) in &kinds {
                    li {
                        svg aria-hidden="true" { rect class=(kind) width="100%" height="100%" {} }
                        (number) " " (text)
                    }
                }
            }
        }
    }
}

/// The map as a file of its own, with all seasons beside each other.
pub(super) fn picture(page: &Page<'_>) -> Markup {
    let charts: Vec<_> = page.seasons.iter().map(|season| Chart::new(page, season)).collect();
    let highest = charts.iter().map(|chart| chart.highest(page)).max().unwrap_or(0);
    let columns = charts.iter().map(|chart| chart.episodes.len()).sum::<usize>().max(1);
    let width = (WIDTH - 2.0 * MARGIN) / columns as f64;
    let across = |columns: f64| format!("{:.1}", columns * width);
    let line = 80 + highest * step(highest);
    let every = (18.0 / width).ceil().max(1.0) as usize;
    let drawing = Drawing { across: &across, step: step(highest), line, every, links: false };
    let lanes = charts.iter().map(|chart| chart.lanes).max().unwrap_or(0);
    let foot = line + 26 + lanes * LANE + 18;
    let title = format!("{}: where the songs are, and where they may be", page.options.title);
    let about = "Above the line a song for which a source names the episode; below it how many play somewhere in these episodes.";
    let starts = charts.iter().scan(0, |start, chart| {
        *start += chart.episodes.len();
        Some(*start - chart.episodes.len())
    });
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (foot + 20) } width=(WIDTH) height=(foot + 20)
            role="img" aria-labelledby="title about" {
            title id="title" { (safe(&title)) }
            desc id="about" { (about) }
            style { (PICTURE) }
            rect.paper width="100%" height="100%" {}
            text.title x=(MARGIN) y="36" { (safe(&title)) }
            text.about x=(MARGIN) y="56" { (about) }
            @for (chart, start) in charts.iter().zip(starts) {
                @let middle = across(chart.episodes.len() as f64 / 2.0);
                g transform={ "translate(" (format!("{:.1}", MARGIN + start as f64 * width)) ")" } {
                    (chart.draw(page, &drawing))
                    @if start > 0 { line.axis x1="0" x2="0" y1="76" y2=(foot) {} }
                    @if !page.show.is_whole() { text x=(middle) y=(foot) { (chart.name) } }
                }
            }
        }
    }
}
