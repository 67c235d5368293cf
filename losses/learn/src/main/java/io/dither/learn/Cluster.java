package io.dither.learn;

import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Machines that learn together, such as a cluster of Apache Spark, with the same bits as one machine. Used by one thread. */
public interface Cluster extends AutoCloseable {
    /** Examples that lie on a cluster, for one fit or many. */
    interface History extends AutoCloseable {
        /**
         * Fits a model; the threads of the learner do not matter.
         *
         * @param learner the settings; its model must be serializable, its noise and its loss given by their texts
         * @return what was found, with the bits of {@link Learner#fit(List)}
         * @throws InvalidArgumentException where the settings contradict each other or the examples
         * @throws io.dither.error.OracleException where a solve fails
         * @throws StoppedException where it was cancelled
         * @throws IllegalStateException where the cluster gives up
         */
        Fitted fit(Learner learner);

        /** Frees what the examples take on the cluster. */
        @Override
        void close();
    }

    /**
     * Opens a cluster by the first {@link ClusterProvider} on the class path.
     *
     * @param master where it is, such as {@code spark://host:7077}, or {@code local[2]} for two threads of this process
     * @param settings its settings by their names
     * @return the cluster; the caller closes it
     * @throws InvalidArgumentException where there is no provider, or the master cannot be reached
     */
    static Cluster open(String master, Map<String, String> settings) {
        return ServiceLoader.load(ClusterProvider.class)
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "master = " + master + " needs a cluster's software, and there is none on the class path",
                        "Maybe add dither-spark"))
                .open(master, settings);
    }

    /**
     * Sends examples.
     *
     * @param observations the examples, each with its own id; those that share one {@link Features} object share it there
     * @param oracleText the text of an example's oracle, such as {@code ranking:n=5}; files that it names are sent along
     * @return the examples; the caller closes them
     * @throws InvalidArgumentException where there is none, or a text is wrong
     * @throws io.dither.error.DataException where a file that a text names cannot be read
     */
    History send(List<Observation> observations, Function<? super Observation, String> oracleText);

    @Override
    void close();
}
