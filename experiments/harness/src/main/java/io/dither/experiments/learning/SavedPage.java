package io.dither.experiments.learning;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.report.Report;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.StoredJson;
import io.dither.experiments.text.Html;
import io.dither.storage.AtomicFile;
import io.dither.storage.Seal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page of a model as data in a file beside the page, so that some of its sections can be replaced.
 *
 * @param title the title of the page
 * @param sections the sections in their order
 */
record SavedPage(String title, List<Section> sections) {
    private static final String DATA = "page.json";

    /**
     * A section.
     *
     * @param name its name in the file
     * @param markup its HTML
     */
    record Section(String name, String markup) {}

    /** Reads the page in the folder of a model; empty if there is none. */
    static Optional<SavedPage> read(Path folder) {
        return StoredJson.read(folder.resolve(DATA)).map(SavedPage::of);
    }

    private static SavedPage of(JsonNode json) {
        List<Section> sections = new ArrayList<>();
        json.path("sections")
                .forEach(section -> sections.add(new Section(
                        section.path("name").asText(), section.path("markup").asText())));
        return new SavedPage(json.path("title").asText(), sections);
    }

    /** Returns the page in which the given sections replace the sections of the same names. */
    SavedPage with(List<Section> replacements) {
        Map<String, Section> byName = new HashMap<>();
        replacements.forEach(section -> byName.put(section.name(), section));
        return new SavedPage(
                title,
                sections.stream()
                        .map(section -> byName.getOrDefault(section.name(), section))
                        .toList());
    }

    /** Returns the page as one HTML file: the sections below the title. */
    Report report() {
        Html body = new Html();
        sections.forEach(section -> body.markup(section.markup()));
        return Report.of(title, body);
    }

    /** Writes the page, and its data with a checksum, into the folder of a model. */
    void write(Path folder) {
        AtomicFile.write(folder.resolve(DATA), Seal.addTo(JsonOutput.text(this)));
        report().write(folder.resolve(Report.FILE));
    }
}
