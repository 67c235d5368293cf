package io.dither.learn;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Machines that learn together, such as a cluster of Apache Spark, with the same bits as one machine. Used by one thread. */
public interface Cluster extends AutoCloseable {
    /** Examples that lie on a cluster, for one fit or many. */
    interface History extends AutoCloseable {
        /**
         * Fits a model; the threads of the learner do not matter.
         *
         * @param learner the settings; its model must be serializable, its noise and its loss given by their texts
         * @return what was found, with the bits of {@link Learner#fit(List)}
         * @throws InvalidArgumentException if the settings contradict each other or the examples
         * @throws OracleException if a solve fails
         * @throws StoppedException if it was cancelled
         * @throws IllegalStateException if the cluster gives up
         */
        Fitted fit(Learner learner);

        /**
         * Fits a model to some of the examples, such as those of a fold.
         *
         * @param learner the settings
         * @param some examples that were sent, at least one
         * @return what was found, with the bits of {@link Learner#fit(List)} of these examples
         * @throws InvalidArgumentException if the settings contradict each other or the examples, or one was not sent
         * @throws OracleException if a solve fails
         * @throws StoppedException if it was cancelled
         * @throws IllegalStateException if the cluster gives up
         */
        Fitted fit(Learner learner, List<Observation> some);

        /**
         * Decides on some of the examples.
         *
         * @param fitted the model, such as a saved one; its cost model must be serializable
         * @param some examples that were sent
         * @param work what is computed of each
         * @param hears hears the answers in the order of the examples, on the calling thread
         * @param <T> the type of an answer
         * @throws InvalidArgumentException if an example does not fit the model, or was not sent
         * @throws OracleException if a solve fails
         * @throws IllegalStateException if the cluster gives up
         */
        <T extends Serializable> void decide(
                Fitted fitted, List<Observation> some, Work<T> work, Consumer<? super T> hears);

        /**
         * Lays some of the examples by persons, so that all decisions of one lie on one machine, to be asked about: for tastes.
         *
         * @param some examples that were sent, at least one; a person is the {@link Observation#cluster()}
         * @param preparation what each machine makes of the persons that it holds
         * @param here the same of all persons, if there is this machine alone
         * @param <E> what is made
         * @return what can be asked; the caller closes it
         */
        <E extends Persons> Asked<E> byPerson(
                List<Observation> some, Preparation<E> preparation, Supplier<Asked<E>> here);

        /**
         * Compares a model's decisions with those of some examples.
         *
         * @param fitted the model
         * @param some examples that were sent
         * @return one outcome an example, in their order
         */
        default List<Outcome> outcomes(Fitted fitted, List<Observation> some) {
            List<Outcome> all = new ArrayList<>();
            decide(fitted, some, Outcome.Found::of, found -> all.add(found.about(some.get(all.size()))));
            return all;
        }

        /**
         * {@return a history that fits to these examples, and decides on those of another with the same ids} For oracles of training that
         * are others than those that decide, such as relaxations.
         *
         * @param other the examples with the oracles that decide; closed with the history returned
         */
        default History deciding(History other) {
            return new Relaxed(this, other);
        }

        /** Frees what the examples take on the cluster. */
        @Override
        void close();
    }

    /**
     * What is computed of an example by a model; it travels, and its class must be known to the machines of the cluster.
     *
     * @param <T> the type of the answer
     */
    @FunctionalInterface
    interface Work<T extends Serializable> extends Serializable {
        /**
         * Computes the answer.
         *
         * @param one the example
         * @param predictor the model
         * @return the answer, which depends on these two alone
         */
        T of(Observation one, Predictor predictor);
    }

    /** What a machine prepared of the persons that it holds. Several threads may ask, each about another person. */
    interface Persons extends AutoCloseable {
        /** {@return how many there are} */
        int count();

        @Override
        void close();
    }

    /**
     * What each machine makes once of the persons that it holds; it travels.
     *
     * @param <E> what is made
     */
    @FunctionalInterface
    interface Preparation<E extends Persons> extends Serializable {
        /**
         * Prepares.
         *
         * @param decisions those of the persons, at least one
         * @param catalogue where losses and noises are found
         * @return what is asked afterwards
         */
        E on(List<Observation> decisions, PluginCatalogue catalogue);
    }

    /**
     * What is asked about a person; it travels.
     *
     * @param <E> what was prepared
     * @param <T> the type of the answer, which travels too
     */
    @FunctionalInterface
    interface Question<E, T> extends Serializable {
        /**
         * Answers.
         *
         * @param persons what was prepared
         * @param person the index of a person in it: persons are in the order of their keys
         * @return the answer, which depends on no other person
         */
        T of(E persons, int person);
    }

    /**
     * Persons, wherever they are.
     *
     * @param <E> what was prepared of them
     */
    interface Asked<E> extends AutoCloseable {
        /**
         * {@return the answers about all persons, in the order of their {@linkplain Observation#clusterKey() keys}}
         *
         * @param question what is asked
         * @param <T> the type of an answer
         */
        <T> List<T> all(Question<E, T> question);

        @Override
        void close();
    }

    /**
     * {@return this machine alone, for programs that may have a cluster and may have none: fits use the threads of
     * their learner, and nothing travels}
     */
    static Cluster ofThisMachine() {
        return new ThisMachine();
    }

    /**
     * Opens a cluster by the first {@link ClusterProvider} on the class path.
     *
     * @param master where it is, such as {@code spark://host:7077}, or {@code local[2]} for two threads of this process
     * @param settings its settings by their names
     * @return the cluster; the caller closes it
     * @throws InvalidArgumentException if there is no provider, or the master cannot be reached
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
     * @throws InvalidArgumentException if there is none, or a text is wrong
     * @throws DataException if a file that a text names cannot be read
     */
    History send(List<Observation> observations, Function<? super Observation, String> oracleText);

    @Override
    void close();
}
