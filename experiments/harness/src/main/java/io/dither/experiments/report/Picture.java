package io.dither.experiments.report;

import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.experiments.text.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A picture that becomes part of the page.
 *
 * @param title its title
 * @param file a PNG or SVG
 */
record Picture(String title, Path file) {
    void write(Html html) {
        html.open("figure", "class", "plot")
                .open("img", "src", dataUri(), "alt", title)
                .close("figure");
    }

    /** The picture as an address that holds all of it; nothing in it can run. */
    String dataUri() {
        String type = file.toString().endsWith(".svg") ? "image/svg+xml" : "image/png";
        try {
            return "data:" + type + ";base64,"
                    + Base64.getEncoder().encodeToString(Files.readAllBytes(RegularFile.require(file)));
        } catch (IOException unreadable) {
            throw new DataException(file.toString(), 0, "cannot be read. Maybe the run was killed", unreadable);
        }
    }
}
