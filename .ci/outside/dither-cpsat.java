import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import io.dither.oracle.Sense;
import io.dither.ortools.cpsat.OrToolsCpSat;
import java.util.Arrays;
import java.util.List;

class Main {
    public static void main(String[] args) {
        CpModel model = OrToolsCpSat.model();
        BoolVar[] shifts = {model.newBoolVar("mon"), model.newBoolVar("tue")};
        model.addAtMostOne(shifts);
        double[] wishes = {1, 2};
        System.out.println(Arrays.toString(OrToolsCpSat.of(model, Sense.MAXIMIZE, List.of(shifts)).oracle().solve(wishes)));
    }
}
