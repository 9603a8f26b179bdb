import { Announcer } from "./announce.js";
import { getJson } from "./api.js";
import { Bar } from "./bar.js";
import { Configuration } from "./configuration.js";
import { byId } from "./dom.js";
import { EventDialog } from "./eventdialog.js";
import { Events } from "./events.js";
import { Feed } from "./feed.js";
import { Pictures } from "./pictures.js";
import { Stage } from "./stage.js";
import { Wall } from "./wall.js";

const announcer = new Announcer(), announce = text => announcer.say(text);
const pictures = new Pictures();
const bar = new Bar();
const wall = new Wall(pictures, announce, id => stage.open(id));
const stage = new Stage(pictures, () => wall);
const dialog = new EventDialog();
const events = new Events(announce, id => dialog.open(id));
const configuration = new Configuration();
const feed = new Feed();

function showStreams(streams) {
  bar.showStreams(streams);
  wall.update(streams);
  events.setStreams(streams.map(s => s.id));
  if (stage.opened) {
    stage.update();
  }
}

function route() {
  const name = location.hash.slice(1), view = ["events", "configuration"].includes(name) ? name : "streams";
  document.body.dataset.view = view;
  for (const link of document.querySelectorAll(".views a")) {
    link.ariaCurrent = link.hash === `#${view}` ? "page" : null;
  }
  if (view === "configuration") {
    configuration.open();
  }
}

feed.addEventListener("streams", event => showStreams(event.detail));
feed.addEventListener("model", event => bar.showModel(event.detail));
feed.addEventListener("event", event => {
  events.take(event.detail);
  dialog.take(event.detail);
});
feed.addEventListener("found", () => {
  bar.showConnection(feed);
  void events.reload();
  pictures.restart();
});
feed.addEventListener("lost", () => bar.showConnection(feed));
setInterval(() => bar.showConnection(feed), 1000);
addEventListener("hashchange", route);
byId("skip").addEventListener("click", event => {
  event.preventDefault();
  byId("main").focus();
});

route();
feed.start();
getJson("/api/streams").then(showStreams, () => { });
getJson("/api/model").then(model => bar.showModel(model), () => { });
void events.reload();
