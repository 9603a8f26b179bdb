namespace DiCNet.Ingest;

/// <summary>What the first byte of a NUT frame stands for.</summary>
readonly record struct NutFrameCode(NutFrameFlags Flags, long PtsDelta, int SizeStep, int Size, int Reserved, int Header)
{
    private const int MostReserved = 64;
    private const int MostFields = 64;

    /// <summary>Reads the table of all 256 from a main header.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static NutFrameCode[] ReadTable(NutBytes bytes)
    {
        var table = new NutFrameCode[256];
        table['N'] = new NutFrameCode { Flags = NutFrameFlags.Invalid };
        var (ptsDelta, step, header) = (0L, 1, 0);
        for (var i = 0; i < table.Length;)
        {
            var flags = (NutFrameFlags)bytes.Below(1 << 14, "a flag");
            var fields = bytes.Below(MostFields, "a number of fields");
            ptsDelta = fields > 0 ? bytes.Signed() : ptsDelta;
            step = fields > 1 ? bytes.Below(1 << 16, "a step") : step;
            _ = fields > 2 ? bytes.Below(1, "a stream") : 0;
            var size = fields > 3 ? bytes.Below(1 << 16, "a size") : 0;
            var reserved = fields > 4 ? bytes.Below(MostReserved, "a number of reserved fields") : 0;
            var count = fields > 5 ? bytes.Below(257, "a count") : step - size;
            _ = fields > 6 ? bytes.Signed() : 0;
            header = fields > 7 ? bytes.Below(NutHeaders.MostLeftOut, "a header") : header;
            for (var j = 8; j < fields; j++)
            {
                bytes.Number();
            }

            if (count <= 0)
            {
                throw new InvalidDataException("a row of its frame table is empty");
            }

            for (var j = 0; j < count && i < table.Length; i++)
            {
                if (i != 'N')
                {
                    table[i] = new NutFrameCode(flags, ptsDelta, step, size + j++, reserved, header);
                }
            }
        }

        return table;
    }
}
