package io.dither.learn;

import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Fits to examples with one oracle, and decides on the same with another. */
record Relaxed(Cluster.History training, Cluster.History deciding) implements Cluster.History {
    @Override
    public Fitted fit(Learner learner) {
        return training.fit(learner);
    }

    @Override
    public Fitted fit(Learner learner, List<Observation> some) {
        return training.fit(learner, some);
    }

    @Override
    public <T extends Serializable> void decide(
            Fitted fitted, List<Observation> some, Cluster.Work<T> work, Consumer<? super T> hears) {
        deciding.decide(fitted, some, work, hears);
    }

    @Override
    public <E extends Cluster.Persons> Cluster.Asked<E> byPerson(
            List<Observation> some, Cluster.Preparation<E> preparation, Supplier<Cluster.Asked<E>> here) {
        return training.byPerson(some, preparation, here);
    }

    @Override
    public void close() {
        try (deciding) {
            training.close();
        }
    }
}
