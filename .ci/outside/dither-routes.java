import io.dither.ortools.routes.OrToolsRoutes;
import java.util.Arrays;

class Main {
    public static void main(String[] args) {
        OrToolsRoutes routes = OrToolsRoutes.of(new long[] {1, 1}, 2, 2);
        System.out.println(Arrays.toString(routes.solve(new double[] {1, 2, 3, 4, 5, 6})));
    }
}
