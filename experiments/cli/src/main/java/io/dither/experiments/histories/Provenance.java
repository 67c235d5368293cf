package io.dither.experiments.histories;

import io.dither.data.Histories;
import io.dither.learn.model.FitSettings;
import io.dither.storage.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a saved model is from, for the model and its page. */
final class Provenance {
    private Provenance() {}

    static Map<String, String> of(String place, Fits fits, String loss, String costModel, FitSettings setting) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("data", Histories.withoutSecrets(place));
        if (!place.startsWith("jdbc:") && Files.isRegularFile(Path.of(place))) {
            provenance.put("data sha256", Checksums.sha256(Path.of(place)));
        }
        provenance.put("loss", loss);
        provenance.put("cost model", costModel);
        if (!fits.factory().on(fits.shape()).isGrown()) {
            provenance.put("l2", String.valueOf(setting.l2()));
        }
        provenance.put("seed", String.valueOf(fits.how().seed));
        String version = Provenance.class.getPackage().getImplementationVersion();
        provenance.put("dither", version == null ? "(unpackaged)" : version);
        return provenance;
    }
}
