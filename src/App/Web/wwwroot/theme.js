// Not a module: the theme is set before the first paint.
const themes = { system: "as the system", light: "light", dark: "dark" };
const themeKey = "dicnet-theme";

function readTheme() {
  try {
    const kept = localStorage.getItem(themeKey);
    return kept in themes ? kept : "system";
  } catch {
    return "system"; // storage is off: the choice lasts until the page goes
  }
}

function showTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

showTheme(readTheme());

document.addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("theme");
  const name = () => {
    const theme = document.documentElement.dataset.theme;
    button.title = `Colours: ${themes[theme]}`;
    button.setAttribute("aria-label", `${button.title}; change`);
  };
  button.addEventListener("click", () => {
    const order = Object.keys(themes);
    const next = order[(order.indexOf(document.documentElement.dataset.theme) + 1) % order.length];
    showTheme(next);
    name();
    try {
      localStorage.setItem(themeKey, next);
    } catch { /* as above */ }
  });
  name();
});
