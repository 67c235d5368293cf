package io.dither.learn.persons;

import io.dither.learn.model.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was learnt of persons. Its {@code toString} is what people read. */
public interface PersonResults {
    /** {@return the persons who are not held out, by whom others are decided for; it knows nobody. Empty if nobody is held out} */
    Optional<PersonModel> trained();

    /** {@return all persons} */
    PersonModel model();

    /** {@return of how many persons held out the last decision was foretold from their earlier ones} */
    int lastDecisions();

    /** {@return the metrics of these by own weights less those by the weights of all, paired; empty if there are none} */
    List<Metric> ownTastes();

    /** {@return what scripts read of it, by its names in JSON} */
    Map<String, Object> fields();
}
