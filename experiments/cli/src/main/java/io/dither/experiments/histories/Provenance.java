package io.dither.experiments.histories;

import io.dither.data.Histories;
import io.dither.storage.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a saved model is from, for the model and its page. */
final class Provenance {
    static final String TRAINED_ON = "trained on";
    static final String COST_MODEL = "cost model";

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

    static Map<String, String> of(String place, Fits fits, Learnt learnt) {
        Map<String, String> provenance = ofData("", place);
        fits.how().trainOracle.ifPresent(text -> provenance.put(TRAINED_ON, text));
        provenance.put("loss", learnt.setting().loss());
        provenance.put(COST_MODEL, fits.costModel());
        if (!learnt.fitted().model().isGrown()) {
            provenance.put("l2", String.valueOf(learnt.setting().l2()));
        }
        fits.persons().ifPresent(estimator -> provenance.putAll(estimator.text()));
        learnt.samples().ifPresent(text -> provenance.put("samples", text));
        provenance.put("seed", String.valueOf(fits.how().seed));
        provenance.put("fit sha256", learnt.digest());
        String version = Provenance.class.getPackage().getImplementationVersion();
        provenance.put("dither", version == null ? "(unpackaged)" : version);
        return provenance;
    }
}
