import ai.timefold.solver.core.config.solver.SolverConfig;
import io.dither.timefold.TimefoldPlanner;

class Main {
    public static void main(String[] args) {
        try {
            TimefoldPlanner.of(new SolverConfig(), "no plan");
        } catch (io.dither.error.InvalidArgumentException refused) {
            System.out.println(refused.getMessage());
        }
    }
}
