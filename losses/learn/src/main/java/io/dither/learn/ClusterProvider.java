package io.dither.learn;

import io.dither.error.InvalidArgumentException;
import java.util.Map;

/**
 * Opens clusters that run a certain software, such as Apache Spark. {@link Cluster#open} uses the first provider that
 * {@code ServiceLoader} finds.
 */
public interface ClusterProvider {
    /**
     * Opens a cluster.
     *
     * @param master the address of the cluster
     * @param settings the settings of the cluster's software, such as those of Spark, by their names
     * @return the cluster; the caller closes it
     * @throws InvalidArgumentException if the master or a setting is wrong, or the master cannot be reached
     */
    Cluster open(String master, Map<String, String> settings);
}
