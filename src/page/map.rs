//! The map: a brick for each song in a known episode, and below the line a band for each range of episodes.

use super::{Page, anchor, safe, season};
use crate::model::{Certainty, Episode, Place, PlacementId, Season};
use maud::{Markup, html};

/// The most that the bricks of an episode may be high together, and the height of a lane of bands.
const HIGHEST: usize = 192;
const LANE: usize = 26;
/// The width of the picture, and its margin.
const WIDTH: f64 = 960.0;
const MARGIN: f64 = 24.0;
const HEADING: &str = "Where the songs are, and where they may be";
const ABOUT: &str = "Above the line a song for which a source names the episode; below it how many play somewhere in these episodes.";
/// The style of the picture, in the colours of the page.
const STYLE: &str = "text{font:12px system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif;fill:#635b6d;text-anchor:middle}\
    .title{font:600 18px 'Iowan Old Style',Palatino,'Noto Serif',Georgia,serif;fill:#211c27}\
    .title,.about{text-anchor:start}.paper{fill:#fcfbf8}.on{fill:#8f1a5b}\
    .band{fill:#fbf0da;stroke:#855000;stroke-dasharray:4 3}.any{fill:none;stroke:#635b6d}\
    .said{fill:#855000}.any+.said{fill:#635b6d}.axis{stroke:#d9d2dc}\
    @media (prefers-color-scheme:dark){text,.any+.said{fill:#a9a0b4}.title{fill:#ece7f1}.paper{fill:#141217}\
    .on{fill:#ff9ed2}.band{fill:#332813;stroke:#f1bd6c}.any{fill:none;stroke:#a9a0b4}.said{fill:#f1bd6c}\
    .axis{stroke:#322c39}}";

/// What the map shows of a season.
struct Chart<'p> {
    season: Season<'p>,
    episodes: Vec<Episode<'p>>,
    bands: Vec<Band<'p>>,
    lanes: usize,
    /// The most bricks above each other, and the height of one with its gap.
    bricks: usize,
    step: usize,
}

/// Songs that are in one of some episodes, from a column to before another.
struct Band<'p> {
    place: Place,
    songs: &'p [PlacementId],
    columns: (usize, usize),
    lane: usize,
}

/// The charts of all seasons with episodes.
fn charts<'p>(page: &'p Page<'_>) -> Vec<Chart<'p>> {
    let seasons = page.seasons.iter().map(|row| page.catalog.season(row.id));
    let mut charts: Vec<Chart<'p>> = seasons.map(|season| Chart::new(page, season)).collect();
    charts.retain(|chart| !chart.episodes.is_empty());
    let most = charts.iter().map(|chart| chart.bricks).max().unwrap_or(0).max(1);
    charts.iter_mut().for_each(|chart| chart.step = (HIGHEST / most).clamp(2, 16));
    charts
}

impl<'p> Chart<'p> {
    fn new(page: &'p Page<'_>, season: Season<'p>) -> Self {
        let episodes: Vec<_> = page.episodes(season.id()).map(|(episode, _)| episode).collect();
        let mut bands = Vec::new();
        // The column after the last band of each lane.
        let mut lanes: Vec<usize> = Vec::new();
        for (place, songs) in season::groups(page, season) {
            let is_in = |episode: &Episode<'_>| place.may_be(episode.code());
            let Some(first) = episodes.iter().position(is_in) else { continue };
            let end = episodes.iter().rposition(is_in).unwrap_or(first) + 1;
            let lane = lanes.iter().position(|&free| free <= first).unwrap_or(lanes.len());
            lanes.resize(lanes.len().max(lane + 1), 0);
            lanes[lane] = end;
            bands.push(Band { place, songs, columns: (first, end), lane });
        }
        let bricks = episodes.iter().map(|episode| page.at(episode.code().into()).len()).max().unwrap_or(0);
        Self { season, episodes, bands, lanes: lanes.len(), bricks, step: 0 }
    }

    /// Draws it, with the line at this height, and the number of every which episode. `across` gives a horizontal
    /// place or size for one in columns.
    fn draw(
        &self,
        page: &Page<'_>,
        line: usize,
        every: usize,
        links: bool,
        across: &dyn Fn(f64) -> String,
    ) -> Markup {
        let link = |anchor: &str, title: &str, inner: Markup| {
            html! {
                @if links { a href={ "#" (anchor) } tabindex="-1" { title { (safe(title)) } (inner) } } @else { (inner) }
            }
        };
        let has_titles = links && self.episodes.len() <= 10;
        let below = line + if has_titles { 44 } else { 26 };
        html! {
            @for (column, episode) in self.episodes.iter().enumerate() {
                @for (row, id) in page.at(episode.code().into()).iter().enumerate() {
                    @let song = page.catalog.placement(*id).song();
                    (link(&page.ids[id], &format!("{} · {}", song.title(), song.credit()), html! {
                        rect.on rx="2" x=(across(column as f64 + 0.1)) y=(line - 4 - (row + 1) * self.step)
                            width=(across(0.8)) height=(self.step - self.step.div_ceil(6)) {}
                    }))
                }
            }
            line.axis x1="0" x2=(across(self.episodes.len() as f64)) y1=(line) y2=(line) {}
            @for (column, episode) in self.episodes.iter().enumerate().step_by(every) {
                @let (middle, code) = (across(column as f64 + 0.5), episode.code());
                (link(&anchor(code.into()), &format!("{} {}", episode.label(), episode.name()), html! {
                    text x=(middle) y=(line + 16) { (code.episode) }
                    @if has_titles { text.long x=(middle) y=(line + 32) { (safe(&episode.name())) } }
                }))
            }
            @for band in &self.bands {
                @let ((first, end), y) = (band.columns, below + band.lane * LANE);
                (link(&anchor(band.place), &season::group_name(page, band.place, band.songs), html! {
                    rect.band.any[band.place.range().is_none()] rx="3" x=(across(first as f64 + 0.06)) y=(y)
                        width=(across((end - first) as f64 - 0.12)) height=(LANE - 5) {}
                    text.said x=(across((first + end) as f64 / 2.0)) y=(y + 15) { (band.songs.len()) "?" }
                }))
            }
        }
    }
}

/// The section of the page, with a chart for each season. A film without parts has none.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let charts = if page.show.is_whole() { Vec::new() } else { charts(page) };
    let words = |chart: &Chart<'_>| {
        let known =
            |episode: &Episode<'_>| format!("{} {}", episode.label(), page.at(episode.code().into()).len());
        let perhaps = |band: &Band<'_>| season::group_name(page, band.place, band.songs);
        let texts = chart.episodes.iter().map(known).chain(chart.bands.iter().map(perhaps));
        texts.collect::<Vec<_>>().join(", ")
    };
    html! {
        @if !charts.is_empty() {
            section.map.front {
                h2 { (HEADING) }
                p.quiet { (certainty(page)) }
                @for chart in &charts {
                    @let columns = chart.episodes.len() as f64;
                    @let line = chart.bricks * chart.step + 4;
                    figure {
                        figcaption {
                            a href={ "#s" (chart.season.number()) } { (season::name(chart.season)) }
                            span.vh { ", songs per episode: " (safe(&words(chart))) }
                        }
                        svg.chart height=(line + 44 + chart.lanes * LANE) aria-hidden="true" {
                            (chart.draw(page, line, chart.episodes.len().div_ceil(16), true, &|at| format!("{:.2}%", at / columns * 100.0)))
                        }
                    }
                }
            }
        }
    }
}

/// How many placements are how certain.
fn certainty(page: &Page<'_>) -> String {
    let kinds = [
        (Certainty::Stated, "in an episode that a source names, a brick each"),
        (Certainty::Range, "in one of a few episodes"),
        (Certainty::Season, "somewhere in a season"),
    ];
    let is = |kind| move |id: &&PlacementId| page.catalog.placement(**id).certainty() == kind;
    let kinds = kinds.map(|(kind, text)| (page.placements.iter().filter(is(kind)).count(), text));
    let texts =
        kinds.iter().filter(|(number, _)| *number > 0).map(|(number, text)| format!("{number} {text}"));
    texts.collect::<Vec<_>>().join(" · ")
}

/// The map as a file of its own, with all seasons beside each other.
pub(super) fn picture(page: &Page<'_>) -> Markup {
    let charts = charts(page);
    let columns = charts.iter().map(|chart| chart.episodes.len()).sum::<usize>().max(1);
    let width = (WIDTH - 2.0 * MARGIN) / columns as f64;
    let line = 84 + charts.iter().map(|chart| chart.bricks * chart.step).max().unwrap_or(0);
    let foot = line + 44 + charts.iter().map(|chart| chart.lanes).max().unwrap_or(0) * LANE;
    let title = format!("{}: {}", page.options.title, HEADING.to_lowercase());
    let mut start = 0;
    let seasons = charts.iter().map(|chart| {
        start += chart.episodes.len();
        (chart, start - chart.episodes.len())
    });
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (foot + 20) } width=(WIDTH) height=(foot + 20)
            role="img" aria-labelledby="title about" {
            title #title { (safe(&title)) }
            desc #about { (ABOUT) }
            style { (STYLE) }
            rect.paper width="100%" height="100%" {}
            text.title x=(MARGIN) y="36" { (safe(&title)) }
            text.about x=(MARGIN) y="56" { (ABOUT) }
            @for (chart, start) in seasons {
                g transform={ "translate(" (format!("{:.1}", MARGIN + start as f64 * width)) ")" } {
                    (chart.draw(page, line, columns.div_ceil(48), false, &|columns| format!("{:.1}", columns * width)))
                    @if start > 0 { line.axis x1="0" x2="0" y1="76" y2=(foot) {} }
                    @if !page.show.is_whole() {
                        text x=(format!("{:.1}", chart.episodes.len() as f64 * width / 2.0)) y=(foot) { (season::name(chart.season)) }
                    }
                }
            }
        }
    }
}
