using System.Reflection;
using System.Runtime.Loader;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace DiCNet.Tests.Bindings;

[Collection(OnnxRuntimeModel.Collection)]
public sealed class OnnxRuntimeEnvTests
{
    [Fact]
    public void The_environment_is_one_for_the_process()
    {
        Assert.True(OrtEnv.IsCreated);
        Assert.Same(OrtEnv.Instance(), OrtEnv.Instance());
    }

    [Fact]
    public void Options_after_the_environment_exists_are_refused()
    {
        _ = OrtEnv.Instance();
        var options = new EnvironmentCreationOptions { logId = "late" };

        var error = Assert.Throws<OnnxRuntimeException>(() => OrtEnv.CreateInstanceWithOptions(ref options));

        Assert.StartsWith("[ErrorCode:RuntimeException] ", error.Message);
    }

    [Fact]
    public void The_version_and_the_providers_are_strings_of_the_library()
    {
        Assert.True(Version.TryParse(OrtEnv.Instance().GetVersionString(), out var version));
        Assert.True(version >= new Version(1, 23));
        Assert.Contains("CPUExecutionProvider", OrtEnv.Instance().GetAvailableProviders());
    }

    [Fact]
    public void The_log_level_can_be_changed()
    {
        var env = OrtEnv.Instance();
        var level = env.EnvLogLevel;

        env.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        Assert.Equal(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, env.EnvLogLevel);

        env.EnvLogLevel = level;
    }

    // A second copy of the assembly loads its library anew.
    [Fact]
    public void A_library_that_cannot_be_loaded_is_named_with_its_variable_and_the_reason()
    {
        const string Variable = "DICNET_ORT_LIB";
        var path = Repository.Path("DiCNet.sln");
        var before = Environment.GetEnvironmentVariable(Variable);
        var context = new AssemblyLoadContext("second copy");
        try
        {
            Environment.SetEnvironmentVariable(Variable, path);
            var env = context.LoadFromAssemblyPath(typeof(OrtEnv).Assembly.Location).GetType(typeof(OrtEnv).FullName!)!;

            var error = Assert.Throws<TargetInvocationException>(() => env.GetMethod("Instance")!.Invoke(null, null));

            var initialization = Assert.IsType<TypeInitializationException>(error.InnerException);
            var missing = Assert.IsType<DllNotFoundException>(initialization.InnerException);
            Assert.Contains(Variable, missing.Message);
            Assert.Contains(path, missing.Message);
            Assert.Contains("invalid ELF header", missing.Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }
}
