package io.dither.experiments.people;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.setup.Setup;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which column names persons when a saved model decides, as an option. */
public final class PersonOption {
    @Option(
            names = "--person",
            paramLabel = "COL",
            description =
                    "Read the person from this column: known persons are decided for by their own tastes, others by those of all."
                            + " Default: the column by which the model was learnt.")
    private Optional<String> person = Optional.empty();

    /**
     * {@return how rows are read}
     *
     * @param setup how the model reads them
     */
    public Setup of(Setup setup) {
        return person.map(column -> setup.with(Role.CLUSTER, column)).orElse(setup);
    }
}
