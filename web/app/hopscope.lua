-- Shows what Hopscope wrote into the comments of a pcapng as fields: a filter such as hopscope.hop.latency > 0.0001 finds slow hops.
-- Put this file into Wireshark's folder for personal plugins (Help, About, Folders), or run: tshark -X lua_script:hopscope.lua -r file.pcapng
local hopscope = Proto("hopscope", "Hopscope journey")

local numbers = {
  event = ProtoField.uint32("hopscope.event", "Event"),
  journey = ProtoField.uint32("hopscope.journey", "Journey"),
  sighting = ProtoField.uint32("hopscope.sighting", "Sighting"),
  sightings = ProtoField.uint32("hopscope.sightings", "Sightings of the journey"),
  drop_reason_code = ProtoField.uint32("hopscope.drop.reason_code", "Drop reason code"),
  drop_location_code = ProtoField.uint32("hopscope.drop.location_code", "Drop location code"),
  pid = ProtoField.uint32("hopscope.pid", "Process id"),
}
local texts = {
  provider = ProtoField.string("hopscope.provider", "Provider"),
  place = ProtoField.string("hopscope.place", "Place"),
  place_kind = ProtoField.string("hopscope.place.kind", "Kind of place"),
  switch = ProtoField.string("hopscope.switch", "Switch"),
  direction = ProtoField.string("hopscope.direction", "Direction"),
  from = ProtoField.string("hopscope.hop.from", "Hop from"),
  outcome = ProtoField.string("hopscope.outcome", "Outcome"),
  path = ProtoField.string("hopscope.path", "Path class"),
  drop_reason = ProtoField.string("hopscope.drop.reason", "Drop reason"),
  drop_location = ProtoField.string("hopscope.drop.location", "Drop location"),
  process = ProtoField.string("hopscope.process", "Process"),
  nat = ProtoField.string("hopscope.nat", "NAT"),
}
-- Seconds, as Wireshark's own times are.
local times = {
  hop_ns = ProtoField.double("hopscope.hop.latency", "Hop latency (s)"),
  latency_ns = ProtoField.double("hopscope.latency", "Journey latency (s)"),
}
local hop = ProtoField.uint32("hopscope.hop", "Hop")

local all = { hop }
for _, field in pairs(numbers) do all[#all + 1] = field end
for _, field in pairs(texts) do all[#all + 1] = field end
for _, field in pairs(times) do all[#all + 1] = field end
hopscope.fields = all

local comments = Field.new("frame.comment")

-- name=value or name="value" with backslashes before quotes and backslashes
local function values(line)
  local found, at = {}, 1
  while true do
    local from, to, name = line:find("([%w_]+)=", at)
    if not from then return found end
    at = to + 1
    if line:sub(at, at) == '"' then
      local text, p = {}, at + 1
      while p <= #line do
        local c = line:sub(p, p)
        if c == "\\" then
          p = p + 1
          text[#text + 1] = line:sub(p, p)
        elseif c == '"' then
          break
        else
          text[#text + 1] = c
        end
        p = p + 1
      end
      found[name], at = table.concat(text), p + 1
    else
      local value = line:match("^%S*", at)
      found[name], at = value, at + #value
    end
  end
end

function hopscope.dissector(buffer, pinfo, root)
  for _, comment in ipairs({ comments() }) do
    local line = tostring(comment.value):match("hopscope: ([^\r\n]*)")
    if line then
      local known = values(line)
      local summary = known.journey and ("Hopscope, journey " .. known.journey .. ", sighting " .. known.sighting .. " of " .. known.sightings) or "Hopscope"
      local tree = root:add(hopscope, buffer(0, 0), summary)
      for name, field in pairs(numbers) do
        local value = known[name] and tonumber(known[name])
        if value then tree:add(field, value):set_generated() end
      end
      for name, field in pairs(texts) do
        if known[name] then tree:add(field, known[name]):set_generated() end
      end
      for name, field in pairs(times) do
        if known[name] then tree:add(field, tonumber(known[name]) / 1e9):set_generated() end
      end
      if known.sighting and tonumber(known.sighting) > 1 then tree:add(hop, tonumber(known.sighting) - 1):set_generated() end
    end
  end
end

register_postdissector(hopscope)
