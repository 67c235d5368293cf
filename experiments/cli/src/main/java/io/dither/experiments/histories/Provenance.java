package io.dither.experiments.histories;

import io.dither.data.Histories;
import io.dither.learn.BoostedModel;
import io.dither.learn.TreeSettings;
import io.dither.storage.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Where a saved model is from, for the model and its page. */
final class Provenance {
    private Provenance() {}

    static Map<String, String> of(String place, Fits fits, LearnOptions.Setting setting) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("data", Histories.withoutSecrets(place));
        if (!place.startsWith("jdbc:") && Files.isRegularFile(Path.of(place))) {
            provenance.put("data sha256", Checksums.sha256(Path.of(place)));
        }
        provenance.put("loss", fits.options().loss());
        if (fits.model() instanceof BoostedModel boosted) {
            TreeSettings trees = boosted.settings();
            provenance.put("rounds", String.valueOf(trees.rounds()));
            provenance.put("depth", String.valueOf(trees.depth()));
            provenance.put("learning rate", String.valueOf(trees.learningRate()));
            provenance.put("lambda", String.valueOf(trees.lambda()));
            provenance.put("leaf rows", String.valueOf(trees.leastRows()));
            if (!trees.monotone().isEmpty()) {
                provenance.put("monotone", String.valueOf(new TreeMap<>(trees.monotone())));
            }
        } else {
            provenance.put("l2", String.valueOf(setting.l2()));
        }
        provenance.put("seed", String.valueOf(fits.how().seed));
        String version = Provenance.class.getPackage().getImplementationVersion();
        provenance.put("dither", version == null ? "(unpackaged)" : version);
        return provenance;
    }
}
