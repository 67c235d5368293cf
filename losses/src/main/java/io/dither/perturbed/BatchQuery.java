package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer.Settings;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** What is wanted at many thetas, one row an example; all of it in one pass over all threads. Not thread-safe. */
public final class BatchQuery {
    private final Settings settings;
    private final Workspaces workspaces;
    private final DMatrixRMaj thetas;
    private long step;
    private @Nullable DMatrixRMaj cotangents;
    private boolean jacobian;
    private List<? extends LinearOracle> oracles = List.of();

    BatchQuery(Settings settings, Workspaces workspaces, DMatrixRMaj thetas) {
        this.settings = settings;
        this.workspaces = workspaces;
        this.thetas = thetas;
    }

    /**
     * Chooses the step of the training that keys the noise, 0 unless chosen.
     *
     * @param index the step
     * @return this query
     */
    public BatchQuery step(long index) {
        step = index;
        return this;
    }

    /**
     * Asks for the gradient of &lt;v_i, y_eps(theta_i)&gt; in theta_i for each row i.
     *
     * @param v the cotangents, one row an example, d columns; read when estimated
     * @return this query
     */
    public BatchQuery vjp(DMatrixRMaj v) {
        Arguments.require(
                v.numRows == thetas.numRows && v.numCols == thetas.numCols,
                "cotangents are " + v.numRows + " x " + v.numCols + ", the thetas " + thetas.numRows + " x "
                        + thetas.numCols,
                "Maybe transpose them: rows are examples");
        cotangents = v;
        return this;
    }

    /**
     * Asks for the Jacobian of y_eps at each row: d x d numbers an example.
     *
     * @return this query
     */
    public BatchQuery jacobian() {
        jacobian = true;
        return this;
    }

    /**
     * Gives each example an oracle of its own (another graph, another capacity) in place of the layer's.
     *
     * @param perExample one oracle a row, each of dimension d; sessions are shared between equal references
     * @return this query
     */
    public BatchQuery oracles(List<? extends LinearOracle> perExample) {
        Arguments.require(
                perExample.size() == thetas.numRows,
                perExample.size() + " oracles for " + thetas.numRows + " examples",
                "Maybe pass one oracle a row");
        oracles = List.copyOf(perExample);
        return this;
    }

    /**
     * Draws, solves and estimates.
     *
     * @return one estimate a row
     * @throws io.dither.error.OracleException where a solve fails, naming the example and the sample
     */
    public List<Estimate> estimate() {
        IdentityHashMap<LinearOracle, Workspaces> own = new IdentityHashMap<>();
        try {
            List<Wanted> wanted = new LazyList<>(thetas.numRows, i -> wanted(i, workspacesOf(i, own)));
            if (!areAlikeAndFinite()) {
                makeAll(wanted); // the first row that cannot be is refused before any work
            }
            return new Runner(settings, step).run(wanted, 0);
        } finally {
            own.values().forEach(Workspaces::close);
        }
    }

    private static void makeAll(List<Wanted> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            wanted.get(i);
        }
    }

    /** Says whether rows of the right length cannot be refused one by one. */
    private boolean areAlikeAndFinite() {
        boolean everywhere = settings.domainPolicy() == DomainPolicy.CLAMP
                || workspaces.oracle().domain().isEverywhere();
        return oracles.isEmpty()
                && everywhere
                && SampleLanes.BLOCKS.areFinite(thetas.data)
                && (cotangents == null || SampleLanes.BLOCKS.areFinite(cotangents.data));
    }

    private Wanted wanted(int example, Workspaces sessions) {
        Request request = new Request();
        request.cotangent = cotangents == null ? null : row(cotangents, example);
        request.jacobian = jacobian;
        return new Wanted(settings, sessions, row(thetas, example), request);
    }

    private Workspaces workspacesOf(int example, IdentityHashMap<LinearOracle, Workspaces> own) {
        if (oracles.isEmpty()) {
            return workspaces;
        }
        return own.computeIfAbsent(oracles.get(example), oracle -> {
            Domains.requireStaysInside(oracle, settings);
            return new Workspaces(oracle);
        });
    }

    private static double[] row(DMatrixRMaj matrix, int row) {
        return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }
}
