package io.dither.spark;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The data that all tasks of a process share, broadcast once: shared features, and an oracle per text. Objects that
 * cannot be serialised are created when first used. Thread-safe.
 */
final class WorkerData implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The features that several examples share. */
    private final List<Features> sharedFeatures;

    private final ShippedFiles files;
    private transient @Nullable OracleRegistry registry;
    private transient @Nullable Map<String, LinearOracle> oracles;

    WorkerData(List<Features> sharedFeatures, ShippedFiles files) {
        this.sharedFeatures = new ArrayList<>(sharedFeatures);
        this.files = files;
    }

    List<Features> sharedFeatures() {
        return sharedFeatures;
    }

    PluginCatalogue catalogue() {
        return registry().catalogue();
    }

    private synchronized OracleRegistry registry() {
        if (registry == null) {
            registry = OracleRegistry.discover();
        }
        return registry;
    }

    /**
     * Returns the oracle of a text, which is created once. The files are verified before the first oracle is created.
     * {@code id} is the id of the example, for messages.
     */
    LinearOracle oracle(String text, String id) {
        try {
            return oracles().computeIfAbsent(text, key -> registry().create(files.withLocalPaths(key, registry())));
        } catch (InvalidArgumentException refused) {
            throw new InvalidArgumentException(
                    "example '" + id + "' has no oracle '" + text + "': " + refused.getMessage(),
                    "Maybe a column has a wrong value, which was filled into this text");
        }
    }

    private synchronized Map<String, LinearOracle> oracles() {
        if (oracles == null) {
            files.verify();
            oracles = new ConcurrentHashMap<>();
        }
        return oracles;
    }
}
