//! XSPF 1 (<https://www.xspf.org/spec>): XML. Elements are written in the order of the specification, durations in
//! milliseconds; they are read in any order.

use super::{Malformed, Playlist, Track, identifier, identify, title_or_file};
use crate::text::sanitize;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::{Reader, Writer};
use std::io;

const NAMESPACE: &str = "http://xspf.org/ns/0/";

/// What an address may not have as it is.
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

pub(super) fn write(playlist: &Playlist) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Memory takes everything, and what was put together from texts is a text.
    let _ = document(&mut writer, playlist);
    String::from_utf8(writer.into_inner()).unwrap_or_default() + "\n"
}

fn document(writer: &mut Writer<Vec<u8>>, playlist: &Playlist) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let attributes = [("version", "1"), ("xmlns", NAMESPACE)];
    let list = writer.create_element("playlist").with_attributes(attributes);
    list.write_inner_content(|writer| {
        element(writer, "title", &playlist.title)?;
        let tracks = writer.create_element("trackList");
        tracks.write_inner_content(|writer| {
            playlist.tracks.iter().try_for_each(|track| self::track(writer, track))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn track(writer: &mut Writer<Vec<u8>>, track: &Track) -> io::Result<()> {
    let element_of_it = writer.create_element("track");
    element_of_it.write_inner_content(|writer| {
        if let Some(location) = &track.location {
            element(writer, "location", &address(location))?;
        }
        if let Some(mbid) = track.mbid {
            element(writer, "identifier", &identifier(mbid))?;
        }
        if let Some(isrc) = track.isrc {
            element(writer, "identifier", &format!("isrc:{isrc}"))?;
        }
        element(writer, "title", &track.title)?;
        element(writer, "creator", &track.artist)?;
        if let Some(info) = &track.info {
            element(writer, "info", &address(info))?;
        }
        if let Some(album) = &track.album {
            element(writer, "album", album)?;
        }
        if let Some(duration) = track.milliseconds() {
            element(writer, "duration", &duration.to_string())?;
        }
        Ok(())
    })?;
    Ok(())
}

/// What is no text in XML, control characters say, is spelled out.
fn element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    let text = sanitize::lines(text);
    writer.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}

/// The location as an address: that of a file if it is a path.
fn address(location: &str) -> String {
    if location.contains("://") {
        return utf8_percent_encode(location, NOT_IN_ADDRESSES).to_string();
    }
    const NOT_IN_PATHS: &AsciiSet = &NOT_IN_ADDRESSES.add(b'%').add(b'?').add(b'#');
    let path = utf8_percent_encode(location, NOT_IN_PATHS);
    if location.starts_with('/') { format!("file://{path}") } else { path.to_string() }
}

/// Where the elements stand that are read, and what is in them.
#[derive(Default)]
struct Reading {
    /// How many elements are open.
    depth: usize,
    is_playlist: bool,
    in_list: bool,
    in_track: bool,
    /// The text of the innermost element so far.
    content: String,
    location: Option<String>,
    tracks: Vec<Track>,
}

pub(super) fn read(text: &str) -> Result<Vec<Track>, Malformed> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reading::default();
    loop {
        let event = reader.read_event().map_err(|error| Malformed(error.to_string()))?;
        match event {
            Event::Start(element) => reading.open(element.local_name().as_ref())?,
            Event::Text(text) => reading.content += &text.xml10_content(),
            Event::CData(text) => reading.content += &text.xml10_content(),
            // Text is cut where an entity stands. There are no others than those of XML itself.
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => reading.content.push(letter),
                _ => {
                    let name = entity.xml10_content();
                    reading.content += resolve_predefined_entity(&name).unwrap_or_default();
                }
            },
            Event::End(element) => reading.close(element.local_name().as_ref()),
            Event::Eof if reading.depth == 0 && reading.is_playlist => return Ok(reading.tracks),
            Event::Eof => return Err(Malformed("the XML ends too soon".to_owned())),
            _ => {}
        }
    }
}

impl Reading {
    fn open(&mut self, element: &str) -> Result<(), Malformed> {
        self.depth += 1;
        self.content.clear();
        match (self.depth, element) {
            (1, "playlist") => self.is_playlist = true,
            (1, root) => {
                let message = format!("this is XML, but `{}` and no playlist", sanitize::line(root));
                return Err(Malformed(message));
            }
            (2, "trackList") => self.in_list = true,
            (3, "track") if self.in_list => {
                self.in_track = true;
                self.location = None;
                self.tracks.push(Track::default());
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, element: &str) {
        if let (true, Some(track)) = (self.in_track, self.tracks.last_mut()) {
            let content = self.content.trim();
            match (self.depth, element) {
                (4, "title") => track.title = content.to_owned(),
                (4, "creator") => track.artist = content.to_owned(),
                (4, "identifier") => identify(track, content),
                (4, "location") => self.location = Some(content.to_owned()),
                (3, _) => {
                    let title = std::mem::take(&mut track.title);
                    track.title = title_or_file(title, self.location.as_deref());
                    self.in_track = false;
                }
                _ => {}
            }
        }
        self.in_list &= self.depth > 2;
        self.depth -= 1;
        self.content.clear();
    }
}
