//! XSPF 1 (<https://www.xspf.org/spec>), an XML format. Elements are written in the order of the
//! specification and read in any order. Durations are in milliseconds.

use super::location::from_location;
use super::values::{identifier, milliseconds, parse_length, set_identifier};
use super::{Names, Track, Tracklist};
use crate::text::sanitize;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::{Reader, Writer};
use std::io;

const NAMESPACE: &str = "http://xspf.org/ns/0/";

/// Characters that a URL must have percent-encoded.
const NOT_IN_ADDRESSES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

#[expect(clippy::expect_used, reason = "writing strings to a Vec cannot fail")]
pub(super) fn write(playlist: &Tracklist) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    write_document(&mut writer, playlist).expect("writing to a Vec cannot fail");
    String::from_utf8(writer.into_inner()).expect("XML made of strings is UTF-8") + "\n"
}

fn write_document(writer: &mut Writer<Vec<u8>>, playlist: &Tracklist) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let attributes = [("version", "1"), ("xmlns", NAMESPACE)];
    let list = writer.create_element("playlist").with_attributes(attributes);
    list.write_inner_content(|writer| {
        write_element(writer, "title", &playlist.title)?;
        let tracks = writer.create_element("trackList");
        tracks.write_inner_content(|writer| {
            playlist.tracks.iter().try_for_each(|track| write_track(writer, track))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn write_track(writer: &mut Writer<Vec<u8>>, track: &Track) -> io::Result<()> {
    let element = writer.create_element("track");
    element.write_inner_content(|writer| {
        if let Some(location) = &track.location {
            write_element(writer, "location", &address(location))?;
        }
        if let Some(mbid) = track.mbid {
            write_element(writer, "identifier", &identifier(mbid))?;
        }
        if let Some(isrc) = track.isrc {
            write_element(writer, "identifier", &format!("isrc:{isrc}"))?;
        }
        write_element(writer, "title", &track.title)?;
        write_element(writer, "creator", &track.artist)?;
        if let Some(info) = &track.info {
            write_element(writer, "info", &address(info))?;
        }
        if let Some(album) = &track.album {
            write_element(writer, "album", album)?;
        }
        if let Some(length) = track.length {
            write_element(writer, "duration", &milliseconds(length).to_string())?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Control characters, which XML cannot have, are spelled out.
fn write_element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    let text = sanitize::lines(text);
    writer.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}

/// The location as a URL. A path becomes a `file:` URL.
fn address(location: &str) -> String {
    if location.contains("://") {
        return utf8_percent_encode(location, NOT_IN_ADDRESSES).to_string();
    }
    const NOT_IN_PATHS: &AsciiSet = &NOT_IN_ADDRESSES.add(b'%').add(b'?').add(b'#');
    let path = utf8_percent_encode(location, NOT_IN_PATHS);
    if location.starts_with('/') { format!("file://{path}") } else { path.to_string() }
}

/// The state of reading: where in the document the reader is, and what it has read.
#[derive(Default)]
struct ReadState {
    /// The number of open elements.
    depth: usize,
    is_playlist: bool,
    in_list: bool,
    in_track: bool,
    /// The text of the innermost element so far.
    content: String,
    /// The track that is being read.
    track: Track,
    list: Tracklist,
}

/// Reads the tracks. A track without title has the name of its file.
pub(super) fn read(text: &str, names: &Names) -> Result<Tracklist, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut state = ReadState::default();
    let (mut line, mut counted) = (1, 0);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(element) => {
                let at = (reader.buffer_position() as usize).min(text.len());
                line += text.as_bytes()[counted..at].iter().filter(|byte| **byte == b'\n').count();
                counted = at;
                state.open(element.local_name().as_ref(), line)?;
            }
            Event::Text(text) => state.content += &text.xml10_content(),
            Event::CData(text) => state.content += &text.xml10_content(),
            // Entities interrupt the text. Only those of XML itself are known; others are dropped.
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => state.content.push(letter),
                _ => {
                    let name = entity.xml10_content();
                    state.content += resolve_predefined_entity(&name).unwrap_or_default();
                }
            },
            Event::End(element) => state.close(element.local_name().as_ref(), names),
            Event::Eof if state.depth == 0 && state.is_playlist => return Ok(state.list),
            Event::Eof => return Err("the XML ends too soon".to_owned()),
            _ => {}
        }
    }
}

impl ReadState {
    fn open(&mut self, element: &str, line: usize) -> Result<(), String> {
        self.depth += 1;
        self.content.clear();
        match (self.depth, element) {
            (1, "playlist") => self.is_playlist = true,
            (1, root) => {
                return Err(format!("this is XML, but `{}` and no playlist", sanitize::line(root)));
            }
            (2, "trackList") => self.in_list = true,
            (3, "track") if self.in_list => {
                self.in_track = true;
                self.track = Track { line: Some(line), ..Track::default() };
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, element: &str, names: &Names) {
        let (content, track) = (self.content.trim(), &mut self.track);
        let text = || Some(content.to_owned()).filter(|text| !text.is_empty());
        match (self.depth, element) {
            (2, "title") => self.list.title = content.to_owned(),
            (3, _) if self.in_track => {
                self.in_track = false;
                let track = std::mem::take(track);
                self.list.add(if track.title.is_empty() { from_location(track, names) } else { track });
            }
            (4, "title") => track.title = content.to_owned(),
            (4, "creator") => track.artist = content.to_owned(),
            (4, "album") => track.album = text(),
            (4, "duration") => track.length = parse_length(content, true),
            (4, "identifier") => set_identifier(track, content),
            (4, "location") => track.location = text(),
            (4, "info") => track.info = text(),
            _ => {}
        }
        self.in_list &= self.depth > 2;
        self.depth -= 1;
        self.content.clear();
    }
}
