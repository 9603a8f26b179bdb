namespace DiCNet.Train.Data;

/// <summary>The data sets there are, by kind.</summary>
static class DataSets
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["camvid", "streethazards", "bdd-anomaly", "cityscapes", "folder"];

    /// <summary>Lists the frames of a data set and takes held-out classes out of its training lists.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="folder">Where it lies.</param>
    /// <param name="options">What the user decides.</param>
    /// <exception cref="UserError">
    /// No such kind or folder; the folder is not laid out like that kind; a list is empty, names a file that is not there, or shares a
    /// frame with the list train; a class to hold out does not exist; a label file that has to be looked into is bad.
    /// </exception>
    public static DataSet Open(string kind, string folder, DataSetOptions options)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserError("no such folder", folder, $"name the folder of the {kind} data set");
        }

        var set = kind switch
        {
            "camvid" => CamVid.Open(folder, options),
            "streethazards" => StreetHazards.Open(folder, options),
            "bdd-anomaly" => BddAnomaly.Open(folder, options),
            "cityscapes" => Cityscapes.Open(folder, options),
            "folder" => LabelledFolder.Open(folder, options),
            _ => throw new UserError($"there is no data set kind '{kind}'", "", $"did you mean '{Spelling.Nearest(kind, Kinds)}'? The kinds are {string.Join(", ", Kinds)}"),
        };
        CheckLists(set);
        return set;
    }

    private static void CheckLists(DataSet set)
    {
        foreach (var (name, frames) in set.Lists)
        {
            if (frames.Count == 0 && name != DataSet.Dropped)
            {
                throw new UserError($"the list '{name}' is empty", set.Where, name == "train" && set.Lists.ContainsKey(DataSet.Dropped)
                    ? "every frame of it holds a held-out class: hold out another class, or keep the frames and ignore those pixels (--held-out-frames ignore)"
                    : "put frames in it or remove the list");
            }

            var twice = frames.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1);
            if (twice is not null)
            {
                throw new UserError($"the frame {twice.Key} is in the list '{name}' twice", set.Where, "name each frame once");
            }
        }

        if (!set.Lists.TryGetValue("train", out var train))
        {
            return;
        }

        var trained = train.Select(f => f.Name).ToHashSet();
        foreach (var (name, frames) in set.Lists.Where(l => l.Key != "train"))
        {
            if (frames.FirstOrDefault(f => trained.Contains(f.Name)) is { } shared)
            {
                throw new UserError($"the frame {shared.Name} is in the lists 'train' and '{name}'", set.Where, "remove it from one of them");
            }
        }
    }
}
