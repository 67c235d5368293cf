package io.dither.experiments.report;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.text.Html;
import io.dither.storage.AtomicFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page about one run, about several runs side by side, or with a given body. It is one HTML file, which loads no other file. */
public final class Report {
    /** The name of the page in a run folder. */
    public static final String FILE = "report.html";

    private final String title;
    private final String body;

    private Report(String title, String body) {
        this.title = title;
        this.body = body;
    }

    /**
     * Reads run folders.
     *
     * @param folders one folder, or several to compare
     * @return their page
     * @throws DataException if a folder is not a run folder, or a file in it cannot be read
     */
    public static Report of(List<Path> folders) {
        List<RunData> runs = folders.stream().map(RunData::read).toList();
        if (runs.size() == 1) {
            return new Report(runs.get(0).manifest().experiment(), new RunPage(runs.get(0)).html());
        }
        return new Report("Comparison of " + runs.size() + " runs", new ComparisonPage(runs).html());
    }

    /**
     * Makes a page with a given body.
     *
     * @param title its title
     * @param body the content below the title
     * @return the page
     */
    public static Report of(String title, Html body) {
        return new Report(title, body.toString());
    }

    /**
     * Writes the page.
     *
     * @param file the file; overwritten
     * @throws InvalidArgumentException if it is a folder
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidArgumentException("the page " + file + " is a folder", "Maybe name a file in it");
        }
        AtomicFile.write(file, html());
    }

    /**
     * Returns the page.
     *
     * @return HTML that loads no other file
     */
    public String html() {
        return new Html()
                .markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .element("title", title)
                .markup("<style>\n" + Html.resource(Report.class, "report.css") + Chart.styleSheet()
                        + "</style>\n</head>\n<body>\n<main>\n")
                .element("h1", title)
                .markup(body)
                .markup("</main>\n<script>\n" + Html.resource(Report.class, "report.js")
                        + "</script>\n</body>\n</html>\n")
                .toString();
    }
}
