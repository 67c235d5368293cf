package io.dither.graphhopper;

import com.graphhopper.util.shapes.GHPoint;
import io.dither.data.Histories;
import io.dither.data.Row;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads traces: a folder of GPX files, or a table with the columns trip, time, longitude and latitude. */
final class Traces {
    /** A recorded position and its time in seconds. */
    private record Fix(double time, GHPoint point) {}

    private Traces() {}

    static List<Trace> read(String source, Histories histories) {
        Path path = Arguments.path(source);
        List<Trace> traces = Files.isDirectory(path) ? folder(path) : table(source, histories);
        if (traces.isEmpty()) {
            throw new DataException(source, 0, "there are no traces. Maybe it is a folder without .gpx files");
        }
        return traces;
    }

    private static List<Trace> table(String source, Histories histories) {
        Map<String, List<Fix>> trips = new LinkedHashMap<>();
        histories
                .open(source)
                .forEach(row -> trips.computeIfAbsent(row.text("trip"), name -> new ArrayList<>())
                        .add(new Fix(time(row), point(row))));
        return trips.entrySet().stream()
                .map(trip -> new Trace(
                        trip.getKey(),
                        trip.getValue().stream()
                                .sorted(Comparator.comparingDouble(Fix::time))
                                .map(Fix::point)
                                .toList()))
                .toList();
    }

    /** Returns the time in seconds: a number, or a text such as 2026-11-28T08:00:05Z. */
    private static double time(Row row) {
        String text = row.text("time");
        if (text.contains(":")) {
            try {
                OffsetDateTime time = OffsetDateTime.parse(text);
                return time.toEpochSecond() + time.getNano() * 1e-9;
            } catch (DateTimeParseException wrong) {
                throw row.problem(
                        "column 'time' holds '" + text + "'. Maybe write it like 2026-11-28T08:00:05Z, or as seconds");
            }
        }
        return row.number("time");
    }

    private static GHPoint point(Row row) {
        double latitude = row.number("latitude");
        double longitude = row.number("longitude");
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            throw row.problem("latitude " + latitude + " and longitude " + longitude
                    + " are not degrees. Maybe they are of another projection");
        }
        return new GHPoint(latitude, longitude);
    }

    private static List<Trace> folder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".gpx"))
                    .sorted()
                    .flatMap(file -> gpx(file).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new DataException(
                    folder.toString(),
                    0,
                    "the folder cannot be read. Maybe you have no permission to read it",
                    unreadable);
        }
    }

    /** Reads one trace for each {@code <trk>}, whose points stay in the order of the file. */
    private static List<Trace> gpx(Path file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<Trace> traces = new ArrayList<>();
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        try (InputStream in = Files.newInputStream(RegularFile.require(file))) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            List<GHPoint> points = new ArrayList<>();
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("trkpt")) {
                    points.add(new GHPoint(degrees(xml, "lat", 90, file), degrees(xml, "lon", 180, file)));
                } else if (event == XMLStreamReader.END_ELEMENT
                        && xml.getLocalName().equals("trk")) {
                    traces.add(
                            new Trace(traces.isEmpty() ? name : name + "#" + (traces.size() + 1), List.copyOf(points)));
                    points.clear();
                }
            }
            return traces;
        } catch (XMLStreamException wrong) {
            throw new DataException(
                    file.toString(),
                    // -1 if the parser does not know the line: 0 stands for no line
                    Math.max(0, wrong.getLocation().getLineNumber()),
                    "it is not GPX. Maybe the file was cut off",
                    wrong);
        } catch (IOException unreadable) {
            throw new DataException(
                    file.toString(), 0, "the file cannot be read. Maybe you have no permission to read it", unreadable);
        }
    }

    private static double degrees(XMLStreamReader xml, String name, double limit, Path file) {
        String text = String.valueOf(xml.getAttributeValue(null, name));
        try {
            double value = Double.parseDouble(text);
            if (Math.abs(value) <= limit) {
                return value;
            }
        } catch (NumberFormatException malformed) {
            // reported below
        }
        throw new DataException(
                file.toString(),
                xml.getLocation().getLineNumber(),
                name + " = " + text + " is not a number of degrees. Maybe the attribute is missing");
    }
}
