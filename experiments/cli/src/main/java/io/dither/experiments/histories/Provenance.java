package io.dither.experiments.histories;

import io.dither.data.Histories;
import io.dither.storage.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Describes the data from which a model was learnt, and the version of this program, for the model file and the page of the model. */
final class Provenance {
    private Provenance() {}

    /**
     * Returns the place of data, and its SHA-256 if it is a file. The prefix of the keys says what the data were for, such as
     * {@code "intervals of "}; it is empty for the data that the model was learnt from.
     */
    static Map<String, String> ofData(String prefix, String place) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put(prefix + "data", Histories.withoutSecrets(place));
        if (!place.startsWith("jdbc:") && Files.isRegularFile(Path.of(place))) {
            provenance.put(prefix + "data sha256", Checksums.sha256(Path.of(place)));
        }
        return provenance;
    }

    /** Returns the version of this program. */
    static String version() {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
