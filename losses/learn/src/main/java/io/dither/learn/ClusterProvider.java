package io.dither.learn;

import io.dither.error.InvalidArgumentException;
import java.util.Map;

/** The service type of the software of a cluster, found by {@link Cluster#open} with {@code ServiceLoader}. */
public interface ClusterProvider {
    /**
     * Opens a cluster.
     *
     * @param master where it is
     * @param settings its settings by their names
     * @return the cluster; the caller closes it
     * @throws InvalidArgumentException if the master or a setting is wrong, or cannot be reached
     */
    Cluster open(String master, Map<String, String> settings);
}
