package io.dither.learn;

import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Two histories of the same examples with different oracles: one to fit models, such as with relaxations of the
 * problem, the other to decide with the fitted models.
 *
 * @param training the examples with the oracles used in training
 * @param deciding the examples with the same ids and the oracles that decide
 */
record RelaxedHistory(Cluster.History training, Cluster.History deciding) implements Cluster.History {
    @Override
    public Fitted fit(Learner learner) {
        return training.fit(learner);
    }

    @Override
    public Fitted fit(Learner learner, List<Observation> observations) {
        return training.fit(learner, observations);
    }

    @Override
    public <T extends Serializable> void decide(
            Fitted fitted, List<Observation> observations, Cluster.Work<T> work, Consumer<? super T> receiver) {
        deciding.decide(fitted, observations, work, receiver);
    }

    @Override
    public <E extends Cluster.Persons> Cluster.DistributedPersons<E> byPerson(
            List<Observation> observations,
            Cluster.Preparation<E> preparation,
            Supplier<Cluster.DistributedPersons<E>> local) {
        return training.byPerson(observations, preparation, local);
    }

    @Override
    public void close() {
        try (deciding) {
            training.close();
        }
    }
}
