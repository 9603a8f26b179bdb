using System.CommandLine;
using DiCNet.Cli;

var root = new RootCommand("Makes the teacher and the student that dicnet runs, and measures them.")
{
};
return await Entry.RunAsync("dicnet-train", root, args);
