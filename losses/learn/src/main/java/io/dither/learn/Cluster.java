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

/**
 * Machines that learn together, such as a cluster of Apache Spark. Results have the same bits as those of one machine.
 * Only one thread may use a cluster and its histories. (The clusters of {@link Observation#cluster()} are something
 * else: groups of examples, such as all decisions of a person.)
 */
public interface Cluster extends AutoCloseable {
    /** Examples that {@link Cluster#send} sent to a cluster, for one fit or many. */
    interface History extends AutoCloseable {
        /**
         * Fits a model to all examples; the number of threads in the learner's settings has no effect.
         *
         * @param learner the settings; its model must be serializable, and its noise and loss must be made from texts,
         *     such as {@code gamma:shape=5}
         * @return the fit, with the same bits as {@link Learner#fit(List)}
         * @throws InvalidArgumentException if the settings contradict each other or do not fit the examples
         * @throws OracleException if a solve fails
         * @throws StoppedException if the fit was cancelled
         * @throws IllegalStateException if the cluster fails
         */
        Fitted fit(Learner learner);

        /**
         * Fits a model to some of the examples, such as those of a fold.
         *
         * @param learner the settings
         * @param observations examples that were sent to the cluster, at least one
         * @return the fit, with the same bits as {@link Learner#fit(List)} of these examples
         * @throws InvalidArgumentException if the settings contradict each other or do not fit the examples, or an
         *     example was not sent to the cluster
         * @throws OracleException if a solve fails
         * @throws StoppedException if the fit was cancelled
         * @throws IllegalStateException if the cluster fails
         */
        Fitted fit(Learner learner, List<Observation> observations);

        /**
         * Computes a result for each given example with a fitted model, such as the model's decision for the example.
         *
         * @param fitted the model, such as a saved one; its cost model must be serializable
         * @param observations examples that were sent
         * @param work computes the result of one example
         * @param receiver receives the results in the order of the examples, on the calling thread
         * @param <T> the type of a result
         * @throws InvalidArgumentException if an example does not fit the model, or was not sent
         * @throws OracleException if a solve fails
         * @throws IllegalStateException if the cluster fails
         */
        <T extends Serializable> void decide(
                Fitted fitted, List<Observation> observations, Work<T> work, Consumer<? super T> receiver);

        /**
         * Distributes some of the examples by person, so that all decisions of a person are on the same machine. At the
         * first question, each machine prepares its persons, in one or more groups: it computes what all questions
         * about them need.
         *
         * @param observations examples that were sent, at least one; those with the same {@link Observation#cluster()} are
         *     the decisions of one person
         * @param preparation prepares a group of persons
         * @param local prepares all persons on this machine; used in place of {@code preparation} by {@link
         *     Cluster#ofThisMachine}
         * @param <E> the type of the prepared persons
         * @return the prepared persons, about whom a {@link Question} can be asked; the caller closes them
         */
        <E extends Persons> DistributedPersons<E> byPerson(
                List<Observation> observations, Preparation<E> preparation, Supplier<DistributedPersons<E>> local);

        /**
         * Compares the decisions of a model with the observed decisions.
         *
         * @param fitted the model
         * @param observations examples that were sent
         * @return one outcome per example, in their order
         */
        default List<Outcome> outcomes(Fitted fitted, List<Observation> observations) {
            List<Outcome> all = new ArrayList<>();
            // results come in the order of the examples, so that all.size() is the index of the next example
            decide(
                    fitted,
                    observations,
                    Outcome.ModelDecision::of,
                    decision -> all.add(decision.about(observations.get(all.size()))));
            return all;
        }

        /**
         * Combines two histories of the same examples whose oracles differ: {@link #fit} and {@link #byPerson} use the
         * oracles of this history, {@link #decide} and {@link #outcomes} use the oracles of the other history. Use this
         * if cheaper oracles, such as relaxations, are good enough to fit the model.
         *
         * @param other examples with the same ids, and with the oracles for decisions; closed with the returned history
         * @return the combined history
         */
        default History deciding(History other) {
            return new RelaxedHistory(this, other);
        }

        /** Frees the memory of the examples on the cluster; the cluster stays open. */
        @Override
        void close();
    }

    /**
     * Computes a result of one example with a model. The work is serialised, and its class must be on the machines of the
     * cluster.
     *
     * @param <T> the type of the result
     */
    @FunctionalInterface
    interface Work<T extends Serializable> extends Serializable {
        /**
         * Computes the result.
         *
         * @param observation the example
         * @param predictor the model
         * @return the result, which depends on nothing but the example and the model
         */
        T of(Observation observation, Predictor predictor);
    }

    /**
     * A group of prepared persons of a machine, with all that questions about them need. Several threads may ask
     * questions at the same time, each about a different person.
     */
    interface Persons extends AutoCloseable {
        /** {@return the number of persons} */
        int count();

        @Override
        void close();
    }

    /**
     * Prepares a group of persons of a machine before the first question about them. The preparation is serialised.
     *
     * @param <E> the type of the prepared persons
     */
    @FunctionalInterface
    interface Preparation<E extends Persons> extends Serializable {
        /**
         * Prepares the persons that made these decisions.
         *
         * @param decisions all decisions of the persons, at least one
         * @param catalogue finds losses and noises by their names
         * @return the prepared persons
         */
        E prepare(List<Observation> decisions, PluginCatalogue catalogue);
    }

    /**
     * A question about a person. The question and its answer are serialised.
     *
     * @param <E> the type of the prepared persons
     * @param <T> the type of the answer
     */
    @FunctionalInterface
    interface Question<E, T> extends Serializable {
        /**
         * Computes the answer.
         *
         * @param persons the prepared persons
         * @param person the index of a person; the prepared persons are in the order of their {@linkplain
         *     Observation#clusterKey() keys}
         * @return the answer, which depends on no other person
         */
        T of(E persons, int person);
    }

    /**
     * Persons that may be prepared on several machines. A question is answered on the machine that has the person.
     *
     * @param <E> the type of the prepared persons
     */
    interface DistributedPersons<E> extends AutoCloseable {
        /**
         * Asks the same question about each person.
         *
         * @param question the question
         * @param <T> the type of an answer
         * @return one answer per person, in the order of their {@linkplain Observation#clusterKey() keys}
         */
        <T> List<T> answers(Question<E, T> question);

        @Override
        void close();
    }

    /**
     * Returns this machine in place of a cluster, for programs that run with and without a cluster. Fits use the threads of
     * their learner. Nothing is sent: models need not be serializable, losses and noises may be objects, texts of
     * oracles are not read, and examples are not checked against those given to {@link #send}.
     *
     * @return a cluster of this machine only
     */
    static Cluster ofThisMachine() {
        return new ThisMachine();
    }

    /**
     * Opens a cluster by the first {@link ClusterProvider} on the class path.
     *
     * @param master the address, such as {@code spark://host:7077}, or Spark's {@code local[2]} for two threads of this
     *     process
     * @param settings the settings of the cluster's software, such as those of Spark, by their names
     * @return the cluster; the caller closes it
     * @throws InvalidArgumentException if there is no provider, the master or a setting is wrong, or the master cannot
     *     be reached
     */
    static Cluster open(String master, Map<String, String> settings) {
        return ServiceLoader.load(ClusterProvider.class)
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "master = " + master + " needs the software of a cluster, but the class path has none",
                        "Maybe add dither-spark"))
                .open(master, settings);
    }

    /**
     * Sends examples to the cluster.
     *
     * @param observations the examples, each with its own id; a {@link Features} object that examples share is sent once
     * @param oracleText returns the text of an example's oracle, such as {@code ranking:n=5}; files that are named in
     *     the text are sent, too
     * @return the examples on the cluster; the caller closes them
     * @throws InvalidArgumentException if there are no examples, or a text is wrong
     * @throws DataException if a file that a text names cannot be read
     */
    History send(List<Observation> observations, Function<? super Observation, String> oracleText);

    @Override
    void close();
}
