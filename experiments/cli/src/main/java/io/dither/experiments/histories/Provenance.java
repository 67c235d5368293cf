package io.dither.experiments.histories;

import io.dither.data.Histories;
import io.dither.storage.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a saved model is from, for the model and its page. */
final class Provenance {
    private Provenance() {}

    /** Where data are and, of a file, its SHA-256; a prefix says what was made of them. */
    static Map<String, String> ofData(String prefix, String place) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put(prefix + "data", Histories.withoutSecrets(place));
        if (!place.startsWith("jdbc:") && Files.isRegularFile(Path.of(place))) {
            provenance.put(prefix + "data sha256", Checksums.sha256(Path.of(place)));
        }
        return provenance;
    }

    /** The version of this program. */
    static String version() {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
