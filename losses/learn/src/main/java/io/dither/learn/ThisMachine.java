package io.dither.learn;

import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A cluster that consists of this machine only. */
final class ThisMachine implements Cluster {
    /** The examples, which stay on this machine. */
    record LocalHistory(List<Observation> allObservations) implements History {
        @Override
        public Fitted fit(Learner learner) {
            return learner.fit(allObservations);
        }

        @Override
        public Fitted fit(Learner learner, List<Observation> observations) {
            return learner.fit(observations);
        }

        @Override
        public <T extends Serializable> void decide(
                Fitted fitted, List<Observation> observations, Work<T> work, Consumer<? super T> receiver) {
            try (Predictor predictor = Predictor.of(fitted)) {
                observations.forEach(observation -> receiver.accept(work.of(observation, predictor)));
            }
        }

        @Override
        public <E extends Persons> DistributedPersons<E> byPerson(
                List<Observation> observations, Preparation<E> preparation, Supplier<DistributedPersons<E>> local) {
            return local.get();
        }

        @Override
        public void close() {}
    }

    @Override
    public History send(List<Observation> observations, Function<? super Observation, String> oracleText) {
        return new LocalHistory(observations);
    }

    @Override
    public void close() {}
}
