//! XSPF 1 (<https://www.xspf.org/spec>): XML. Elements are written in the order of the specification, durations in
//! milliseconds; they are read in any order.

use super::{Malformed, Playlist, Track, identifier, identify};
use crate::safe;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::{Reader, Writer};
use std::borrow::Cow;
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
    let list = writer
        .create_element("playlist")
        .with_attributes(attributes);
    list.write_inner_content(|writer| {
        element(writer, "title", &playlist.title)?;
        let tracks = writer.create_element("trackList");
        tracks.write_inner_content(|writer| {
            playlist
                .tracks
                .iter()
                .try_for_each(|track| self::track(writer, track))
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
        if let Some(album) = &track.album {
            element(writer, "album", album)?;
        }
        if let Some(length) = track.length {
            element(
                writer,
                "duration",
                &(u64::from(length.seconds()) * 1_000).to_string(),
            )?;
        }
        Ok(())
    })?;
    Ok(())
}

/// What is no text in XML, control characters say, is spelled out.
fn element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    let text = safe::lines(text);
    writer
        .create_element(name)
        .write_text_content(BytesText::new(&text))?;
    Ok(())
}

/// The location as an address: that of a file if it is a path.
fn address(location: &str) -> String {
    if location.contains("://") {
        return utf8_percent_encode(location, NOT_IN_ADDRESSES).to_string();
    }
    const NOT_IN_PATHS: &AsciiSet = &NOT_IN_ADDRESSES.add(b'%').add(b'?').add(b'#');
    let path = utf8_percent_encode(location, NOT_IN_PATHS);
    if location.starts_with('/') {
        format!("file://{path}")
    } else {
        path.to_string()
    }
}

pub(super) fn read(text: &str) -> Result<Vec<Track>, Malformed> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut path, mut content, mut tracks) = (Vec::<String>::new(), String::new(), Vec::new());
    loop {
        let event = reader
            .read_event()
            .map_err(|error| Malformed(error.to_string()))?;
        match event {
            Event::Start(element) => {
                path.push(element.local_name().as_ref().to_owned());
                content.clear();
                if is_at(&path, &["playlist", "trackList", "track"]) {
                    tracks.push(Track::default());
                }
            }
            Event::Text(text) => content += &text.xml10_content(),
            Event::CData(text) => content += &text.xml10_content(),
            // Text is cut where an entity stands. There are no others than those of XML itself.
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => content.push(letter),
                _ => {
                    content +=
                        resolve_predefined_entity(&entity.xml10_content()).unwrap_or_default()
                }
            },
            Event::End(_) => {
                if let ([.., inside], Some(track)) = (path.as_slice(), tracks.last_mut())
                    && is_at(&path[..path.len() - 1], &["playlist", "trackList", "track"])
                {
                    set(track, inside, content.trim());
                }
                path.pop();
                content.clear();
            }
            Event::Eof if path.is_empty() && has_root(text) => return Ok(tracks),
            Event::Eof => return Err(Malformed("the XML ends too soon".to_owned())),
            _ => {}
        }
    }
}

fn has_root(text: &str) -> bool {
    text.contains("<playlist")
}

fn is_at(path: &[String], wanted: &[&str]) -> bool {
    path.iter().map(String::as_str).eq(wanted.iter().copied())
}

fn set(track: &mut Track, element: &str, content: &str) {
    let text = || Some(content.to_owned()).filter(|text| !text.is_empty());
    match element {
        "title" => track.title = content.to_owned(),
        "creator" => track.artist = content.to_owned(),
        "album" => track.album = text(),
        "identifier" => identify(track, content),
        "location" => {
            let location = track.location.take().or_else(text);
            track.location = location.map(|location| match location.strip_prefix("file://") {
                Some(path) => percent_decode_str(path)
                    .decode_utf8()
                    .map_or(location.clone(), Cow::into_owned),
                None => location,
            });
        }
        _ => {}
    }
}
